import type { AppState } from '#store/appState.ts';
import { commandText } from '#text/commands.ts';
import type { Command, CommandScope } from '#ui/commands/command.ts';
import { commandGroups, keyText } from '#ui/commands/commands.ts';
import { type Choice, choices } from '#ui/palette/choices.ts';
import { fuzzyMatch } from '#ui/palette/fuzzyMatch.ts';
import { groupItems } from '#ui/palette/groupItems.ts';

/** One line of the palette. */
export interface PaletteItem {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  /** `Ctrl+Z`; empty when it has none. */
  readonly keys: string;
  readonly isEnabled: boolean;
  /** What to do first; empty when it can run, or nothing useful can be said. */
  readonly reason: string;
  readonly run: () => void;
  /** Places of the letters in the title that were searched for. */
  readonly places: readonly number[];
  /** The same in the name of the group. */
  readonly groupPlaces: readonly number[];
}

/** Everything that can be done now, with what cannot and why; without the palette itself. */
export function paletteItems(state: AppState, scope: CommandScope): readonly PaletteItem[] {
  const fixed = commandGroups.flatMap(({ title: group, commands }) =>
    commands.map((command, place) => itemOf(command, `${group} ${place}`, group, state, scope)),
  );
  return [
    ...fixed.filter(({ title }) => title !== commandText.palette),
    ...choices(state, scope).map(itemOfChoice),
  ];
}

function itemOf(
  command: Command,
  id: string,
  group: string,
  state: AppState,
  scope: CommandScope,
): PaletteItem {
  const isEnabled = command.isEnabled(state);
  return {
    id,
    title: command.title,
    group,
    keys: keyText(command),
    isEnabled,
    reason: isEnabled ? '' : (command.reason?.(state) ?? ''),
    // Actions show their own failures; nothing is left to catch here.
    run: () => void command.run(scope),
    places: [],
    groupPlaces: [],
  };
}

function itemOfChoice({ group, id, title, run }: Choice): PaletteItem {
  const fixed = { keys: '', isEnabled: true, reason: '', places: [], groupPlaces: [] };
  return { ...fixed, id: `${group} ${id}`, title, group, run };
}

/** Lines that answer a query: all in their groups for an empty one, else the best answer first. */
export function searchItems(items: readonly PaletteItem[], query: string): readonly PaletteItem[] {
  if (query.trim() === '') return inGroups(items);
  return items
    .flatMap((item) => {
      const inTitle = fuzzyMatch(query, item.title);
      // "export csv": a word may also be that of the group.
      const match = inTitle ?? fuzzyMatch(query, `${item.title} ${item.group}`);
      if (match === null) return [];
      const places = match.places.filter((place) => place < item.title.length);
      // Between them stands a space.
      const groupPlaces = match.places
        .map((place) => place - item.title.length - 1)
        .filter((place) => place >= 0);
      return [
        { item: { ...item, places, groupPlaces }, score: match.score - (item.isEnabled ? 0 : 4) },
      ];
    })
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item);
}

function inGroups(items: readonly PaletteItem[]): readonly PaletteItem[] {
  return [...groupItems(items, ({ group }) => group).values()].flat();
}
