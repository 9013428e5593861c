/** Names that JavaScript itself and its tools ask any object for. */
const harmless = new Set(['then', 'toJSON', 'constructor', 'prototype', 'asymmetricMatch', 'nodeType', '$$typeof']);

/** Makes reading a member that the double does not have throw, so that no test passes by luck. */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key) {
      if (typeof key === 'string' && !(key in object) && !harmless.has(key)) {
        throw new Error(`the double of electron has no ${name}.${key}`);
      }
      // The receiver is the object itself: accessors and classes with private parts must not meet the proxy.
      const value: unknown = Reflect.get(object, key);
      return typeof value === 'function' && !/^class\b/.test(String(value)) ? value.bind(object) : value;
    },
  });
}
