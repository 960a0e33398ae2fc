import assert from 'node:assert/strict';
import { sharedWithObjectives } from '../../../src/autodiff/shared';
import { Realm } from '../../../src/sandbox/child/realm';

interface Changed {
  owner: object;
  name: PropertyKey;
}

const prototypeOf = (x: object) => Object.getPrototypeOf(x) as object;

describe('what a job has changed of the realm that the next one would share', () => {
  const math = sharedWithObjectives().find((each) => 'sin' in each && 'cos' in each) as {
    sin: object;
  };
  const places: Record<string, object> = {
    'the global object': globalThis,
    'what all objects inherit': Object.prototype,
    'what arrays inherit': Array.prototype,
    'a method': Reflect.get(Array.prototype, 'map') as object,
    'a constructor': Map,
    'a namespace': Intl,
    'a getter': Reflect.get(
      Object.getOwnPropertyDescriptor(Map.prototype, 'size')!,
      'get',
    ) as object,
    'iterators of arrays': prototypeOf([].values()),
    'iterators of maps': prototypeOf(new Map().values()),
    'iterators of strings': prototypeOf('a'[Symbol.iterator]()),
    'matches of a regular expression': prototypeOf('a'.matchAll(/a/g)),
    generators: prototypeOf(prototypeOf((function* () {})())),
    'asynchronous generators': prototypeOf(prototypeOf((async function* () {})())),
    'asynchronous functions': prototypeOf(async () => {}),
    'typed arrays': prototypeOf(Float64Array.prototype),
    'a function of the tape': math.sin,
    'segments of a text': prototypeOf(new Intl.Segmenter().segment('a')),
  };
  for (const [name, owner] of Object.entries(places)) {
    it(`a property is added: ${name}`, () => {
      const realm = new Realm(sharedOnce);
      assert.ok(realm.isUntouched());
      undone({ owner, name: 'mark' }, () => {
        Object.defineProperty(owner, 'mark', { value: 1, configurable: true });
        assert.ok(!realm.isUntouched());
      });
      assert.ok(realm.isUntouched());
    });
  }

  const sharedOnce = [math, ...sharedWithObjectives()];

  it('a value, a getter or a flag is another one', () => {
    const realm = new Realm([]);
    const at = { owner: Array.prototype, name: 'at' };
    const changes: PropertyDescriptor[] = [
      { value: () => 1 },
      { get: () => Array.prototype.concat },
      { enumerable: true },
      { writable: false },
    ];
    for (const change of changes) {
      undone(at, () => {
        Object.defineProperty(at.owner, at.name, change);
        assert.ok(!realm.isUntouched());
      });
      assert.ok(realm.isUntouched());
    }
  });

  it('a property is gone, or stands behind others', () => {
    const realm = new Realm([]);
    const { at } = Object.getOwnPropertyDescriptors(Array.prototype);
    Reflect.deleteProperty(Array.prototype, 'at');
    assert.ok(!realm.isUntouched());
    Object.defineProperty(Array.prototype, 'at', at);
    assert.ok(!realm.isUntouched());
  });

  it('another prototype', () => {
    const prototype = prototypeOf(JSON);
    const realm = new Realm([]);
    Object.setPrototypeOf(JSON, { mark: 1 });
    assert.ok(!realm.isUntouched());
    Object.setPrototypeOf(JSON, prototype);
    assert.ok(realm.isUntouched());
  });

  it('forgets the last match', () => {
    /b(c)/.exec('abcd');
    new Realm([]).forgetLastMatch();
    assert.deepEqual([RegExp.$1, RegExp.lastMatch, RegExp.leftContext], ['', '', '']);
  });
});

/** Restores a property whatever `change` does with it. */
function undone({ owner, name }: Changed, change: () => void): void {
  const before = Object.getOwnPropertyDescriptor(owner, name);
  try {
    change();
  } finally {
    if (before) Object.defineProperty(owner, name, before);
    else Reflect.deleteProperty(owner, name);
  }
}
