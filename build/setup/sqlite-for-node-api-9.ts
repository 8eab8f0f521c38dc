// better-sqlite3 13 is written for Node-API 10, and its prebuilt binary crashes without a word in the stand-in runtime, which
// has Node-API 9. The sources need version 10 for one thing only: references to primitive values. Here such a value is put
// into a box, an object, which can be referenced in every version. Nothing else changes, but that link-time optimisation is
// left out: it makes up half of the two minutes that compiling takes.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BOX = `#include <napi.h>
template <class T> class Boxed {
public:
	Boxed() {}
	explicit Boxed(T value) { Reset(value, 1); }
	Boxed(Boxed&&) = default;
	Boxed& operator=(Boxed&&) = default;
	T Value() const { return box.IsEmpty() ? T() : box.Value().Get(static_cast<uint32_t>(0)).template As<T>(); }
	bool IsEmpty() const { return box.IsEmpty(); }
	void Reset() { box.Reset(); }
	void Reset(T value, uint32_t count) {
		Napi::Object object = Napi::Object::New(value.Env());
		object.Set(static_cast<uint32_t>(0), value);
		box.Reset(object, count);
	}
private:
	Napi::Reference<Napi::Object> box;
};
`;

type Edit = readonly [from: string, to: string];

const BOXED_TYPES: readonly Edit[] = [
  ['Napi::Reference<Napi::String>', 'Boxed<Napi::String>'],
  ['Napi::Reference<Napi::Value>', 'Boxed<Napi::Value>'],
];

const EDITS: Readonly<Record<string, readonly Edit[]>> = {
  'src/better_sqlite3.cpp': [['#include <napi.h>\n', BOX]],
  'src/util/constants.cpp': [
    ...BOXED_TYPES,
    ['Napi::Persistent(InternalizedFromLatin1(env, str))', 'Boxed<Napi::String>(InternalizedFromLatin1(env, str))'],
  ],
  'src/util/bind-map.cpp': [
    ...BOXED_TYPES,
    ['Napi::Persistent(InternalizedFromUtf8(env, name, -1))', 'InternalizedFromUtf8(env, name, -1)'],
    ['Napi::Persistent(pair->name.Value())', 'pair->name.Value()'],
  ],
  'src/util/helpers.cpp': BOXED_TYPES,
  'src/util/custom-aggregate.cpp': [...BOXED_TYPES, ['start(Napi::Persistent(start))', 'start(start)']],
  'src/objects/database.hpp': BOXED_TYPES,
  'binding.gyp': [
    ['NAPI_VERSION=10', 'NAPI_VERSION=9'],
    [", '-flto'],\n          'ldflags': ['-flto'],", '],'],
    ["'ldflags': ['-flto', ", "'ldflags': ["],
  ],
};

/** Changes whenever what is compiled changes. */
export const NODE_API_9_EDITS = JSON.stringify(EDITS);

/** Rewrites the better-sqlite3 sources in `folder`. Throws when they are not the ones that this was written for. */
export function rewriteForNodeApi9(folder: string): void {
  for (const [name, edits] of Object.entries(EDITS)) {
    const file = join(folder, name);
    const before = readFileSync(file, 'utf8');
    const after = edits.reduce((text, [from, to]) => text.replaceAll(from, () => to), before);
    if (after === before)
      throw new Error(`${name} of better-sqlite3 has changed: sqlite-for-node-api-9.ts must follow it`);
    writeFileSync(file, after);
  }
}
