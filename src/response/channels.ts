/** The ways out that a desk has, as data. Secrets are only named here; who opens a channel reads them. */

/** The way out that every desk has and that needs no network; a rehearsal has no other. */
export const FILE_DROP = 'file';

export type SecretName = { readonly env: string } | { readonly file: string };

type Timed = {
  readonly id: string;
  /** Seconds after which a silent other side has not answered. */
  readonly timeout: number;
};

export type SmtpChannel = Timed & {
  readonly kind: 'smtp';
  readonly host: string;
  readonly port: number;
  /** `none` sends in the clear and is for a server on the same machine. */
  readonly tls: 'implicit' | 'starttls' | 'none';
  readonly login: { readonly user: string; readonly secret: SecretName } | null;
  readonly from: { readonly name: string; readonly address: string };
  readonly dkim: { readonly domain: string; readonly selector: string; readonly key: SecretName } | null;
};

export type WebhookChannel = Timed & {
  readonly kind: 'webhook';
  readonly url: string;
  /** Signs what is posted. */
  readonly secret: SecretName;
};

/** Appointments as iCalendar: by e-mail through an SMTP channel, or as a file through the drop. */
export type CalendarChannel = {
  readonly id: string;
  readonly kind: 'calendar';
  /** Id of an SMTP channel, or `file`. */
  readonly via: string;
};

export type Channel = SmtpChannel | WebhookChannel | CalendarChannel;
