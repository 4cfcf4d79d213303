/**
 * A port of this machine for a desk that is not there yet: its address must be known before what answers there. The
 * port is held from the beginning, so that no other program takes it meanwhile.
 */
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { Handler } from '../../src/cli/host.ts';

export type OwnPort = AsyncDisposable & {
  readonly port: number;
  /** From now on the desk answers; until then nobody does. */
  hand(desk: Handler): void;
};

export async function ownPort(): Promise<OwnPort> {
  let desk: Handler = () => new Response('not open yet', { status: 503 });
  const server = await new Promise<ReturnType<typeof serve>>((ready, failed) => {
    const opened = serve({ fetch: (...asked) => desk(...asked), port: 0, hostname: '127.0.0.1' }, () =>
      ready(opened),
    );
    opened.on('error', failed);
  });
  return {
    port: (server.address() as AddressInfo).port,
    hand: (given) => {
      desk = given;
    },
    [Symbol.asyncDispose]: () =>
      new Promise((closed) => {
        server.close(() => closed());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
