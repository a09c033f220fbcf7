import * as v from 'valibot';
import { descriptionSchema, type ModelDescription } from '#formats/bioimageio/descriptionSchema.ts';

type Axis = ModelDescription['inputs' | 'outputs'][number]['axes'][number];

/**
 * What the specification forbids in a model description 0.5, in words; empty when all is well. Besides
 * the form of every entry: ids that occur twice, sizes that refer to nothing or to another unit, axes
 * of a processing step that do not exist, weights without exactly one origin.
 *
 * @param json parsed contents of `rdf.yaml`
 */
export function checkDescription(json: unknown): readonly string[] {
  const parsed = v.safeParse(descriptionSchema, json);
  if (!parsed.success) {
    return parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`);
  }
  const description = parsed.output;
  const tensors = [...description.inputs, ...description.outputs];
  return [
    ...twice(tensors.map(({ id }) => id)).map((id) => `two tensors are called ${id}`),
    ...tensors.flatMap((tensor) =>
      twice(tensor.axes.map(idOf)).map((id) => `two axes of ${tensor.id} are called ${id}`),
    ),
    ...tensors.flatMap((tensor) =>
      tensor.axes.flatMap((axis) =>
        brokenReference(description, `${tensor.id}.${idOf(axis)}`, axis),
      ),
    ),
    ...wrongSteps(description),
    ...wrongOrigins(description),
  ];
}

function idOf(axis: Axis): string {
  return axis.id ?? (axis.type === 'space' ? 'x' : axis.type);
}

function twice(ids: readonly string[]): readonly string[] {
  return ids.filter((id, i) => ids.indexOf(id) !== i);
}

function brokenReference(
  { inputs, outputs }: ModelDescription,
  place: string,
  axis: Axis,
): readonly string[] {
  if (axis.type !== 'space' || typeof axis.size === 'number' || !('tensor_id' in axis.size)) {
    return [];
  }
  const { tensor_id, axis_id, offset = 0 } = axis.size;
  const tensor = [...inputs, ...outputs].find(({ id }) => id === tensor_id);
  const target = tensor?.axes.find((candidate) => idOf(candidate) === axis_id);
  if (target?.type !== 'space') return [`${place} refers to ${tensor_id}.${axis_id}`];
  if (target.unit !== axis.unit) return [`${place} and ${tensor_id}.${axis_id} differ in unit`];
  if (typeof target.size !== 'number' && 'tensor_id' in target.size) {
    return [`${place} refers to an axis that refers to another`];
  }
  const smallest = typeof target.size === 'number' ? target.size : target.size.min;
  const size = Math.floor((smallest * (target.scale ?? 1)) / (axis.scale ?? 1)) + offset;
  const halo = 'halo' in axis ? axis.halo : 0;
  return size - 2 * halo < 1 ? [`${place} can be ${size} px, of which nothing is left`] : [];
}

function wrongSteps({ inputs, outputs }: ModelDescription): readonly string[] {
  const stepsOf = [
    ...inputs.map((tensor) => ({ tensor, steps: tensor.preprocessing ?? [] })),
    ...outputs.map((tensor) => ({ tensor, steps: tensor.postprocessing ?? [] })),
  ];
  return stepsOf.flatMap(({ tensor, steps }) => {
    const ids = tensor.axes.map(idOf);
    return steps.flatMap(({ id, kwargs }) => {
      const axes = kwargs && 'axes' in kwargs ? (kwargs.axes ?? []) : [];
      return axes
        .filter((axis) => !ids.includes(axis))
        .map((axis) => `${id} of ${tensor.id} names the axis ${axis}`);
    });
  });
}

function wrongOrigins({ weights }: ModelDescription): readonly string[] {
  const entries = Object.entries(weights);
  const origins = entries.filter(([, { parent }]) => parent === undefined || parent === null);
  const strangers = entries.filter(
    ([format, { parent }]) => parent === format || (parent && !(parent in weights)),
  );
  return [
    ...(origins.length === 1 ? [] : [`${origins.length} weights have no parent`]),
    ...strangers.map(([format, { parent }]) => `the weights ${format} come from ${parent}`),
  ];
}
