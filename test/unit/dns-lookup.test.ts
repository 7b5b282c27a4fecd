import { createSocket, type Socket } from 'node:dgram';
import { decode, encode, type Answer } from 'dns-packet';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHttp } from '../../src/http-client.ts';

/** A name server that knows these answers, for one test; gives its `ip:port`. */
async function nameServer(answers: Readonly<Record<string, readonly Answer[]>>): Promise<string> {
  const socket: Socket = createSocket('udp4');
  socket.on('message', (message, peer) => {
    const query = decode(message);
    const found = answers[query.questions?.[0]?.name ?? ''];
    const rcode = found === undefined ? 3 : 0;
    socket.send(
      encode({
        id: query.id ?? 0,
        type: 'response',
        flags: 1024 | rcode,
        questions: query.questions ?? [],
        answers: [...(found ?? [])],
      }),
      peer.port,
      peer.address,
    );
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    socket.close();
  });
  return `127.0.0.1:${socket.address().port}`;
}

describe('addresses', () => {
  it('asks the server that REGION_FAILOVER_DNS names', async () => {
    const server = await nameServer({
      'api.example.com': [
        { type: 'A', name: 'api.example.com', ttl: 60, data: '192.0.2.1' },
        { type: 'A', name: 'api.example.com', ttl: 60, data: '192.0.2.2' },
      ],
      'empty.example.com': [],
    });
    const http = createHttp({ env: { REGION_FAILOVER_DNS: server } });
    expect([...(await http.addresses('api.example.com.'))].sort()).toEqual(['192.0.2.1', '192.0.2.2']);
    expect(await http.addresses('empty.example.com')).toEqual([]);
    expect(await http.addresses('missing.example.com')).toEqual([]);
  });

  it('takes an address for itself', async () => {
    expect(await createHttp({ env: {} }).addresses('192.0.2.7')).toEqual(['192.0.2.7']);
  });

  it('fails when the server does not answer, and ends when the signal aborts', async () => {
    const http = createHttp({ env: { REGION_FAILOVER_DNS: '127.0.0.1:9' } });
    await expect(http.addresses('api.example.com')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await expect(http.addresses('api.example.com', AbortSignal.abort(new Error('stop')))).rejects.toThrow(
      'stop',
    );
  });
});
