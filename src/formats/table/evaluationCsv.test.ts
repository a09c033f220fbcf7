import { expect, it } from 'vitest';
import { writeEvaluationCsv } from '#formats/table/evaluationCsv.ts';
import { fakeComparison } from '#testing/fakeComparison.ts';

it('writes a line per image and their mean, names that look like formulas as text', () => {
  const comparison = fakeComparison();
  const rows = [
    { image: '=a.tif', model: 'nuclei', comparison, usedInTraining: null },
    { image: 'b,c.tif', model: 'nuclei', comparison, usedInTraining: 'training' },
  ];
  const lines = new TextDecoder().decode(writeEvaluationCsv(rows)).split('\n');
  const header = lines[0]?.split(',') ?? [];
  expect(header.slice(0, 7).join()).toBe('image,model,true_count,count,hits_50,missed_50,false_50');
  expect(header.slice(-2)).toEqual(['compared_fraction', 'used_in_training']);
  expect(lines[1]?.startsWith("'=a.tif,nuclei,2,2,1,1,1,0.5,0.5,0.5,")).toBe(true);
  expect(lines[2]?.startsWith('"b,c.tif",nuclei,2,2,1,1,1,')).toBe(true);
  expect(lines[2]?.endsWith(',1,training')).toBe(true);
  expect(lines[3]?.startsWith('mean,,2,2,1,1,1,')).toBe(true);
  expect(lines[1]?.split(',')).toHaveLength(header.length);
  expect(lines[3]?.split(',')).toHaveLength(header.length);
  expect(lines[4]).toBe('');
});
