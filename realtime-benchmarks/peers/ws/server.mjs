// The broadcast server of the documentation of `ws` ("Server broadcast": to all connected clients including itself),
// plus what the harness needs: any free port, a line that names it, and an end when standard input ends.
import WebSocket, { WebSocketServer } from 'ws';

const wss = new WebSocketServer({ host: '127.0.0.1', port: Number(process.argv[2] ?? 0), backlog: 4096 });

wss.on('connection', function connection(ws) {
  ws.on('error', console.error);

  ws.on('message', function message(data, isBinary) {
    wss.clients.forEach(function each(client) {
      if (client.readyState === WebSocket.OPEN) {
        client.send(data, { binary: isBinary });
      }
    });
  });
});

wss.on('listening', () => console.log(`READY ${wss.address().port}`));
process.stdin.on('end', () => process.exit(0)).resume();
