/**
 * Money, from minor units to what a person reads.
 *
 * Promise: exact; no amount passes through a floating-point number.
 */

/**
 * Decimals of the currencies that do not have two. Not asked from Intl: it rounds to what is usual, such as none for
 * the forint, and would be wrong by a factor of 100.
 *
 * @see ISO 4217, table A.1, "minor unit"
 */
const DECIMALS: [number, string][] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
];

const decimalsOf = (currency: string): number =>
  DECIMALS.find(([, currencies]) => currencies.split(' ').includes(currency))?.[0] ?? 2;

/** @param minor  digits only. @returns `49.90` */
export function toDecimal(minor: string, currency: string): string {
  const decimals = decimalsOf(currency);
  const digits = minor.padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** @returns `EUR 1,234.50` */
export function showMoney(decimal: string, currency: string): string {
  const digits = decimalsOf(currency);
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'code',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(decimal as `${number}`);
}
