import type { RecipePresetId } from '#domain/training/recipes.ts';

/** What the page says of each recipe. */
export const PRESET_TEXTS: Readonly<
  Record<RecipePresetId, { readonly title: string; readonly summary: string }>
> = {
  'fine-tuning': {
    title: 'Fine-tuning',
    summary:
      'Adam with small steps and mild changes of the images; rehearses what the network knew. Ends once the score stops rising.',
  },
  'from-scratch': {
    title: 'From scratch',
    summary: 'Adam with larger steps and strong elastic deformation, for a small network.',
  },
  'paper-2015': {
    title: '2015 paper',
    summary:
      'As in Ronneberger 2015: SGD with momentum 0.99, tiles of 572 px, a large network. Needs a fast GPU.',
  },
  'plugin-2019': {
    title: '2019 plug-in weights',
    summary: 'Fine-tuning with the weight map of Falk 2019: borders count more, background less.',
  },
};
