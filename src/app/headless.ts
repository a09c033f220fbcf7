import { createHeadlessApi } from '#app/headlessRuns.ts';
import { optionsFromAddress, wireServices } from '#app/wireServices.ts';

/** Set by the command that drives this page. */
declare const reportProgress: (tilesDone: number, tileCount: number) => void;

const address = new URLSearchParams(window.location.search);
const tile = address.get('tile');
const services = wireServices({
  ...optionsFromAddress(window.location),
  modelsUrl: new URL(address.get('models') ?? 'models/', window.location.href).href,
  tileEdge: tile === null ? null : Number(tile),
});

Object.assign(window, {
  cellpane: createHeadlessApi(services, ({ tilesDone, tileCount }) =>
    reportProgress(tilesDone, tileCount),
  ),
});
