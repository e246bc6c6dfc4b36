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
  const asksToWait = status === 429 || status === 503;
  return ({ response }) => {
    if (asksToWait) response.setHeader('retry-after', retryAfterText(retryAfter));
    if (status < 400) response.setHeader('location', '/elsewhere');
    response.writeHead(status).end('refused on purpose');
  };
}

function retryAfterText(asked) {
  const fromNow = /^in:(\d+)$/.exec(asked);
  return fromNow === null ? asked : new Date(Date.now() + Number(fromNow[1])).toUTCString();
}
