/** A process for tests that starts the PostgreSQL of a folder, prints its address or the fault, and stays. */
import { startPostgres } from '../../src/store/postgres.ts';

const [dataDir = ''] = process.argv.slice(2);
try {
  const { url } = await startPostgres({ dataDir, log: () => undefined });
  process.stdout.write(`${url}\n`);
} catch (error) {
  process.stdout.write(`${(error as Error).message}\n`);
}
