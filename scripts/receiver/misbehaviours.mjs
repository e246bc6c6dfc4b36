/** Each is given the request's event and answers, or does not. `takeIn` says that it was received. */
export function misbehaviours({ hangMs }) {
  return {
    reset: ({ response }) => response.destroy(),
    hang: ({ response }) => setTimeout(() => response.destroy(), hangMs).unref(),
    drip: ({ response }) => {
      response.writeHead(500, { 'content-length': '1000000' });
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
    },
    lose: ({ response, takeIn }) => {
      takeIn();
      response.destroy();
    },
    half: ({ response, takeIn }) => {
      takeIn();
      response.writeHead(200, { 'content-length': '100' });
      response.write('half an ans');
      setTimeout(() => response.destroy(), 5);
    },
    huge: ({ response, takeIn }) => {
      takeIn();
      response.writeHead(200).end(Buffer.alloc(8 * 1024 * 1024, 'x'));
    },
    conflict: ({ response, takeIn, id }) => {
      takeIn();
      response.writeHead(409).end(`already have ${id}`);
    },
  };
}

/** Answers with that status and takes nothing in. */
export function refuseWith(status, retryAfter) {
  const headers = {};
  if (status === 429 || status === 503) headers['retry-after'] = retryAfter;
  if (status < 400) headers.location = '/elsewhere';
  return ({ response }) => response.writeHead(status, headers).end('refused on purpose');
}
