import { describe, expect, it } from 'vitest';
import { parseImageJDescription } from '#formats/tiff/metadata/imagejDescription.ts';
import { parseOmeImages } from '#formats/tiff/metadata/omeDescription.ts';

const ome = (pixels: string) => `<?xml version="1.0"?><OME><Image>${pixels}</Image></OME>`;
const channels = (list: string) => ome(`<Pixels SizeC="2">${list}</Pixels>`);
const namesOf = async (text: string) => (await parseOmeImages(text))[0]?.channelNames;

describe('names in OME-XML', () => {
  it('are text, whatever they say', async () => {
    const name = '&lt;img src=x onerror=&quot;alert(1)&quot;&gt;';
    expect(await namesOf(channels(`<Channel Name="${name}"/>`))).toEqual([
      '<img src=x onerror="alert(1)">',
    ]);
    expect(await namesOf(channels('<Channel Name="&#x202E;gnp"/>'))).toEqual(['\u202Egnp']);
  });

  it('never call an entity from elsewhere, and expand none twice', async () => {
    expect(await namesOf(channels('<Channel Name="&a;&b;&amp;lt;"/>'))).toEqual(['&a;&b;&lt;']);
    const declared = '<!DOCTYPE OME [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>';
    const text = `${declared}${channels('<Channel Name="&a;&b;"/>')}`;
    expect((await namesOf(text)) ?? []).not.toEqual(expect.arrayContaining(['aaaa']));
  });

  it('are cut after 200 characters and 1000 channels', async () => {
    expect(await namesOf(channels(`<Channel Name="${'x'.repeat(1e6)}"/>`))).toEqual([
      `${'x'.repeat(200)}…`,
    ]);
    expect(await namesOf(channels('<Channel Name="a"/>'.repeat(5000)))).toHaveLength(1000);
  });

  // Each took minutes or more with a search that begins anew at every letter.
  it.each([
    ['a word of eight megabytes', channels(`<Channel ${'a'.repeat(8e6)} Name="a"/>`)],
    ['a million tags without an end', ome(`<Pixels SizeC="2">${'<Channel '.repeat(1e6)}`)],
    ['a million quotes', channels(`<Channel ${'a="'.repeat(1e6)}/>`)],
    ['megabytes of blanks', channels(`<Channel ${' '.repeat(8e6)}=${' '.repeat(7e6)}/>`)],
    ['a million tags that never open', `<OME ${'<'.repeat(8e6)}`],
  ])('take no more than a look at each letter: %s', async (_, text) => {
    const [description] = await parseOmeImages(text);
    expect(description?.channelNames.length ?? 0).toBeLessThanOrEqual(1000);
  });

  it.each(['-1', 'NaN', '1e999', '1e308', '', '0', '__proto__'])(
    'make no size of %j',
    async (value) => {
      const [description] = await parseOmeImages(
        ome(`<Pixels SizeC="${value}" SizeZ="${value}" PhysicalSizeX="${value}">`),
      );
      expect(description?.sizeC).toBeGreaterThanOrEqual(1);
      expect(description?.pixelSizeUm === null || Number.isFinite(description?.pixelSizeUm)).toBe(
        true,
      );
    },
  );
});

describe('a description by ImageJ', () => {
  it.each([
    'ImageJ=1\nimages=-5\nchannels=NaN\nunit=<b>',
    'ImageJ=1\nimages=1e999\nchannels=0',
    'ImageJ=1\n__proto__=1\nconstructor=2',
    `ImageJ=1\n${'x'.repeat(5e6)}`,
    'ImageJ=',
  ])('never gives counts below one, nor a unit that is none: case %#', (text) => {
    const description = parseImageJDescription(text);
    expect(description?.imageCount).toBeGreaterThanOrEqual(1);
    expect(description?.channelCount).toBeGreaterThanOrEqual(1);
    expect(description?.unitUm).toBeNull();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
