import { describe, expect, it } from 'vitest';
import { endText } from '#store/trainingText.ts';
import type { TrainingStatus } from '#workers/trainingService.ts';

function ended(bestIteration: number, isFineTuned = false): string {
  const best = { iteration: bestIteration, iou: 0.5, f1_50: 0.75, seg: 0.25, loss: null };
  const status: Partial<TrainingStatus> = { endedBy: 'iterations', iteration: 1200, best };
  return endText(status as TrainingStatus, isFineTuned);
}

describe('endText', () => {
  it('tells the best step and its score', () => {
    expect(ended(900)).toBe(
      'Training finished after 1,200 steps. Best: IoU 0.500, F1 0.750 at step 900.',
    );
  });

  it('says whose weights count without validation', () => {
    const status: Partial<TrainingStatus> = { endedBy: 'user', iteration: 7, best: null };
    expect(endText(status as TrainingStatus, false)).toBe(
      'Stopped after 7 steps. It was never validated: the last weights count.',
    );
  });

  it('says so when nothing was gained', () => {
    expect(ended(0)).toBe(
      'Training finished after 1,200 steps. No step scored higher than the network before training (IoU 0.500, F1 0.750): “Keep best” keeps that network, unchanged.',
    );
  });
  it('has nothing to keep where the model itself stayed the best', () => {
    expect(ended(0, true)).toBe(
      'Training finished after 1,200 steps. No step scored higher than the model before training (IoU 0.500, F1 0.750): there is nothing new to keep.',
    );
  });
});
