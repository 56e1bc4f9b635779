import { describe, expect, it } from 'vitest';
import { en } from '../../main/web/locales/en.ts';
import { zh } from '../../main/web/locales/zh.ts';

type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? ([[prefix + key, value]] as [string, string][])
      : flat(value, `${prefix}${key}.`),
  );
}

const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((hole) => hole[1]).sort();

describe('Chinese', () => {
  const chinese = new Map(flat(zh));

  it('says everything, with the same values in it', () => {
    const wrong = flat(en).filter(([key, english]) => {
      // The singular of an English text may leave its number out.
      const wanted = key.endsWith('_one') ? ['count'] : holes(english);
      return holes(chinese.get(key) ?? '').join() !== wanted.join();
    });
    expect(flat(en).length).toBeGreaterThan(200);
    expect(wrong).toEqual([]);
  });

  it('leaves nothing in English but names', () => {
    const same = flat(en).filter(([key, english]) => chinese.get(key) === english);
    expect(same).toEqual([]);
  });
});
