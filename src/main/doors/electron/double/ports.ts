import { EventEmitter } from 'node:events';
import { cloned } from './clone.ts';

type Message = { readonly data: unknown; readonly ports: Wire[] };
type Receiver = { message(message: Message): void; close(): void };

/** One end of a message pipe, whoever holds it: a page's MessagePort or main's MessagePortMain. */
export class Wire {
  peer: Wire | null = null;
  inMain = false;
  closed = false;
  queue: Message[] = [];
  started = false;
  receiver: Receiver | null = null;

  send(message: Message): void {
    const { peer } = this;
    if (this.closed || !peer) return;
    peer.queue.push(message);
    peer.flush();
  }

  start(): void {
    this.started = true;
    this.flush();
  }

  flush(): void {
    setImmediate(() => {
      while (this.started && !this.closed && this.receiver) {
        const message = this.queue.shift();
        if (!message) return;
        this.receiver.message(message);
      }
    });
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    setImmediate(() => this.receiver?.close());
    // What was posted before the close still arrives.
    setImmediate(() => setImmediate(() => this.peer?.close()));
  }

  /** The wire without its present holder, on its way to another process. */
  moved(): Wire {
    this.receiver = null;
    this.started = false;
    return this;
  }
}

function pair(): [Wire, Wire] {
  const ends: [Wire, Wire] = [new Wire(), new Wire()];
  ends[0].peer = ends[1];
  ends[1].peer = ends[0];
  return ends;
}

export class MessagePortMain extends EventEmitter {
  wire: Wire | null;

  constructor(wire: Wire) {
    super();
    this.wire = wire;
    wire.inMain = true;
    wire.receiver = {
      message: ({ data, ports }) =>
        this.emit('message', { data, ports: ports.map((each) => new MessagePortMain(each)) }),
      close: () => this.emit('close'),
    };
  }

  start(): void {
    this.wire?.start();
  }

  close(): void {
    this.wire?.close();
  }

  postMessage(message: unknown, transfer: unknown[] = []): void {
    const ports = transfer.map((port, index) => {
      if (!(port instanceof MessagePortMain)) throw new TypeError(`Port at index ${index} is not a valid port`);
      return takeWire(port);
    });
    this.wire?.send({ data: cloned(message), ports });
  }
}

/** A page's MessagePort. */
export class DomPort extends EventTarget {
  wire: Wire | null;

  constructor(wire: Wire) {
    super();
    this.wire = wire;
    wire.receiver = {
      message: ({ data, ports }) => {
        const event = new MessageEvent('message', { data });
        Object.defineProperty(event, 'ports', { value: ports.map((each) => new DomPort(each)) });
        this.dispatchEvent(event);
      },
      close: () => this.dispatchEvent(new Event('close')),
    };
  }

  start(): void {
    this.wire?.start();
  }

  close(): void {
    this.wire?.close();
  }

  postMessage(message: unknown, transfer: object[] = []): void {
    const buffers = transfer.filter((item) => item instanceof ArrayBuffer);
    const ports = transfer.filter((item) => item instanceof DomPort).map(takeWire);
    const data: unknown = structuredClone(message, { transfer: buffers });
    // Electron's main loses a message that comes with a transferred buffer.
    const lost = buffers.length > 0 && this.wire?.peer?.inMain === true;
    this.wire?.send({ data: lost ? null : data, ports });
  }
}

export class DomChannel {
  readonly port1: DomPort;
  readonly port2: DomPort;

  constructor() {
    const [first, second] = pair();
    this.port1 = new DomPort(first);
    this.port2 = new DomPort(second);
  }
}

/** Takes a port's wire away, which leaves the port itself dead. */
export function takeWire(port: DomPort | MessagePortMain): Wire {
  const { wire } = port;
  if (wire === null) throw new Error('Port is already neutered');
  port.wire = null;
  return wire.moved();
}
