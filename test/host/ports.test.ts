import * as assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import * as vscode from 'vscode';
import { descendants, engines, openPorts, processesAreKnown } from './processes';
import { api, closeEditors, patience, rosenbrock, show, traceAdam, until } from './support';

const ports = () => openPorts(descendants(process.pid));

/** Of tests that read the machine's processes. */
const onLinux = processesAreKnown ? it : it.skip;
const reason = processesAreKnown ? '' : ' (processes are read from /proc)';

describe('ports', function () {
  this.timeout(patience);
  afterEach(closeEditors);

  onLinux(`are seen where there are any${reason}`, async () => {
    const before = ports();
    const server = createServer().listen(0, '127.0.0.1');
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await Promise.all([once(server, 'listening'), once(socket, 'listening')]);
    const opened = ports().filter((port) => !before.includes(port));
    assert.deepEqual(opened.map((port) => port.slice(0, 3)).sort(), ['tcp', 'udp']);
    server.close();
    socket.close();
    await until(
      null,
      () => ports().length === before.length,
      () => `the ports to be closed; there are ${ports().join()}`,
    );
  });

  onLinux(
    `are opened by nothing of ours, nor by what runs in an engine process${reason}`,
    async () => {
      await api();
      const before = ports();
      const during = new Set<string>();
      const processes = new Set<number>();
      const look = () => {
        for (const port of ports()) during.add(port);
        for (const id of engines()) processes.add(id);
      };
      const subscription = (await api()).onDidChangeRun(look);
      const editor = await show(rosenbrock, 'return');
      await traceAdam(editor);
      await vscode.commands.executeCommand('adamscope.showPanel');
      await traceAdam(editor);
      subscription.dispose();
      look();
      assert.ok(processes.size > 0);
      assert.deepEqual(
        [...during].filter((port) => !before.includes(port)),
        [],
      );
    },
  );
});
