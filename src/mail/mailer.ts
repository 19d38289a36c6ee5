import { createTransport } from 'nodemailer';

export type Mailer = {
  send: (mail: { to: string; subject: string; text: string }) => Promise<void>;
  close: () => void;
};

const TIMEOUT_MS = 20_000;

/** Sends by SMTP (`smtp://` or `smtps://user:password@host:port`). Null when no server is set: mails are kept then. */
export function createMailer(smtpUrl: string | null, from: string): Mailer | null {
  if (smtpUrl === null) return null;
  const transport = createTransport(
    {
      url: smtpUrl,
      connectionTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from },
  );
  return {
    send: async (mail) => {
      await transport.sendMail(mail);
    },
    close: () => transport.close(),
  };
}
