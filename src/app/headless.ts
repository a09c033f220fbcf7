import { createHeadlessApi } from '#app/headlessRuns.ts';
import { optionsFromAddress, wireServices } from '#app/wireServices.ts';
import type { TrainingProgressReport } from '#workers/headlessApi.ts';

/** Both set by the command that drives this page. */
declare const reportProgress: (tilesDone: number, tileCount: number) => void;
declare const reportTraining: (progress: TrainingProgressReport) => void;

const address = new URLSearchParams(window.location.search);
const tile = address.get('tile');
const services = wireServices({
  ...optionsFromAddress(window.location),
  modelsUrl: new URL(address.get('models') ?? 'models/', window.location.href).href,
  tileEdge: tile === null ? null : Number(tile),
});

Object.assign(window, {
  cellpane: createHeadlessApi(
    services,
    ({ tilesDone, tileCount }) => reportProgress(tilesDone, tileCount),
    (progress) => reportTraining(progress),
  ),
});
