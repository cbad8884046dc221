/** The way out for mails: the operator's SMTP server. It is not judged by the address rules; a relay is often inside. */
import { createTransport } from 'nodemailer';
import { MAIL_CONNECT_MS, MAIL_TIMEOUT_MS } from '../limits.ts';

export interface MailSettings {
  /** `smtp://user:password@host:587`, or `smtps://…` */
  url: string;
  from: { name: string; address: string };
}
export interface Mail {
  messageId: string;
  to: string;
  subject: string;
  text: string;
}
export interface MailFailure {
  code: string | undefined;
  status: number | undefined;
  /** What the server, or the system, said. */
  reason: string | undefined;
  /** It is about this mail alone: others may go. */
  isOfMail: boolean;
  /** The server does not have the mail, and may take it soon. Else it has refused it for good, or may even have taken it. */
  isForNow: boolean;
}
export type SendMail = (mail: Mail, signal: AbortSignal) => Promise<'taken' | MailFailure>;

export function createSendMail({ url, from }: MailSettings): SendMail {
  const transport = createTransport({
    url,
    connectionTimeout: MAIL_CONNECT_MS,
    greetingTimeout: MAIL_CONNECT_MS,
    socketTimeout: MAIL_TIMEOUT_MS,
  });
  return async ({ to, ...mail }, signal) => {
    try {
      await transport.sendMail({
        ...mail,
        from,
        // As an object: an address is never parsed, so it is one.
        to: { name: '', address: to },
        headers: { 'Auto-Submitted': 'auto-generated' }, // RFC 3834: no answers by machines, please
        signal: AbortSignal.any([signal, AbortSignal.timeout(MAIL_TIMEOUT_MS)]),
      });
      return 'taken';
    } catch (error) {
      return toFailure(error as SmtpError);
    }
  };
}

/** What nodemailer adds to an error, and the system below it. */
interface SmtpError extends Error {
  code?: string;
  /** The system's, where nodemailer has put its own into `code`. */
  originalCode?: string;
  syscall?: string;
  responseCode?: number;
  permanent?: boolean;
  timeoutType?: string;
}

function toFailure(error: SmtpError): MailFailure {
  const { code, originalCode, syscall, responseCode, permanent, timeoutType, message } = error;
  const isLogin = code === 'EAUTH';
  const isUnreached =
    code === 'EDNS' || syscall === 'connect' || originalCode === 'ECONNREFUSED' || timeoutType === 'CONNECT_TIMEOUT';
  return {
    code: originalCode ?? code,
    status: responseCode,
    // A server may repeat what it was told, and at a login that is the password.
    reason: isLogin ? undefined : message,
    isOfMail: permanent === true && (code === 'EENVELOPE' || code === 'EMESSAGE'),
    isForNow: permanent === false || isLogin || isUnreached,
  };
}
