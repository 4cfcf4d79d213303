/** Why PostgreSQL could not be started: a reason for the program, a message with what to do for the operator. */

export type StartFault =
  /** Another firstcall uses the data folder. */
  | 'held'
  /** The data folder cannot be made, reached or written. */
  | 'no-permission'
  /** The data folder holds something else. */
  | 'not-ours'
  /** The data folder was made by another major version of PostgreSQL. */
  | 'wrong-version'
  /** PostgreSQL is not installed for this machine, or does not run on it. */
  | 'no-binaries'
  /** Root has no user under whom PostgreSQL could run. */
  | 'no-user'
  /** No port on the loopback address can be had. */
  | 'no-port'
  /** A new cluster could not be made. */
  | 'init-failed'
  /** The server did not start, or did not answer. */
  | 'start-failed';

export class StartError extends Error {
  override readonly name = 'StartError';
  readonly fault: StartFault;

  constructor(fault: StartFault, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.fault = fault;
  }
}
