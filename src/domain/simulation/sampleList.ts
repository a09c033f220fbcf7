/** What can be simulated. */
export type SimulatedSubject = 'nuclei' | 'phase-cells' | 'membranes';

/** A built-in sample: a simulation with fixed numbers, so that it is the same for everybody. */
export interface Sample {
  readonly id: string;
  readonly title: string;
  /** Model that suits it. */
  readonly modelId: string;
  readonly subject: SimulatedSubject;
  /** In px. */
  readonly width: number;
  readonly height: number;
  readonly seed: number;
}

/**
 * The built-in samples; the first one opens with `Try a sample`. Apart from what makes them, so
 * that the page can list them without loading the simulators.
 */
export const SAMPLES: readonly Sample[] = [
  {
    id: 'nuclei',
    title: 'Nuclei (simulated fluorescence)',
    modelId: 'nuclei',
    subject: 'nuclei',
    width: 512,
    height: 512,
    seed: 2,
  },
  {
    id: 'phase-cells',
    title: 'Cells (simulated phase contrast)',
    modelId: 'phase-u373',
    subject: 'phase-cells',
    width: 696,
    height: 520,
    seed: 4,
  },
  {
    id: 'membranes',
    title: 'Membranes (simulated electron microscopy)',
    modelId: 'em-membranes',
    subject: 'membranes',
    width: 512,
    height: 512,
    seed: 2,
  },
  {
    id: 'nuclei-large',
    title: 'Nuclei, large field (simulated fluorescence)',
    modelId: 'nuclei',
    subject: 'nuclei',
    width: 2048,
    height: 2048,
    seed: 7,
  },
];
