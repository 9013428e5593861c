import { types } from 'node:util';

/**
 * A value as contextBridge hands it from one world to the other: deep copies without prototypes or symbols, frozen,
 * functions as proxies that copy both ways, errors with nothing but their message. MessagePorts arrive empty.
 */
export function bridged(value: unknown): unknown {
  if (typeof value === 'function') return bridgedFunction(value as (...args: unknown[]) => unknown);
  if (typeof value !== 'object' || value === null || value instanceof Blob) return value;
  if (types.isPromise(value)) return Promise.resolve(value).then(bridged, (error) => Promise.reject(bridged(error)));
  if (types.isNativeError(value)) return new Error(value.message);
  if (Array.isArray(value)) return Object.freeze(value.map(bridged));
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof Date) return structuredClone(value);
  if (value instanceof EventTarget || !isPlain(value)) return Object.freeze({});
  return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, part]) => [key, bridged(part)])));
}

function bridgedFunction(call: (...args: unknown[]) => unknown): (...args: unknown[]) => unknown {
  return (...args) => {
    try {
      return bridged(call(...args.map(bridged)));
    } catch (error) {
      throw bridged(error);
    }
  };
}

/** Objects of the preload's world have another Object.prototype than ours, so the prototype's parent tells. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
