// A bare loop over undici: so many events of about a notice's size, so many in flight, nothing kept.
import { Pool } from 'undici';

const [url, count, inFlight] = process.argv.slice(2);
const pool = new Pool(url, { connections: Number(inFlight) });
const filler = 'x'.repeat(900);
let next = 0;

async function worker() {
  while (next < Number(count)) {
    const id = `peer-${next++}.1`;
    const body = JSON.stringify({ specversion: '1.0', id, data: { filler } });
    const headers = { 'content-type': 'application/cloudevents+json', 'idempotency-key': id };
    const answer = await pool.request({ path: '/', method: 'POST', headers, body });
    await answer.body.dump();
  }
}

await Promise.all(Array.from({ length: Number(inFlight) }, worker));
await pool.close();
