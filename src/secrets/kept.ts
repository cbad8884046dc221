/** Secrets that are made up once and kept in a file that only we can read. */
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What the file says; where it is missing it is put in place whole, and of several processes that make it one wins. */
export function keptSecret(file: string, make: () => string): string {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o711 });
    const building = `${file}.${process.pid}`;
    writeFileSync(building, make(), { mode: 0o600 });
    try {
      linkSync(building, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(building);
    }
  }
  return readFileSync(file, 'utf8');
}
