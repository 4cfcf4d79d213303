/** Serves an app on this machine only, and ends without waiting for pages that keep a connection open. */
import { serve } from '@hono/node-server';

export type Handler = Parameters<typeof serve>[0]['fetch'];

/** Throws with what to do where the port cannot be had. */
export async function host(fetch: Handler, port: number, scope: AsyncDisposableStack): Promise<void> {
  const server = await listen(fetch, port);
  scope.defer(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  );
}

function listen(fetch: Handler, port: number): Promise<ReturnType<typeof serve>> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: '127.0.0.1' }, () => resolve(server));
    server.on('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(
        taken
          ? new Error(`port ${port} is taken by another program: stop it, or choose another with --port`, {
              cause: error,
            })
          : error,
      );
    });
  });
}
