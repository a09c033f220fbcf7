import * as v from 'valibot';
import { migrateProject } from '#domain/project/migrateProject.ts';
import { list } from '#formats/modelfile/cardParts.ts';
import { parseJson } from '#formats/project/binaryPart.ts';
import { checkProject } from '#formats/project/checkProject.ts';
import {
  type PackedProject,
  PROJECT_FILE,
  PROJECT_FORMAT,
} from '#formats/project/packedProject.ts';
import { MAX_IMAGES, projectSchema } from '#formats/project/projectSchema.ts';
import { corruptFile } from '#formats/refusals.ts';

/** What has to be there for the version to be found, and the rest to be brought up to date. */
const outerSchema = v.strictObject({
  format: v.literal(PROJECT_FORMAT),
  facts: v.record(v.string(), v.unknown()),
  images: list(v.record(v.string(), v.unknown()), MAX_IMAGES),
  parts: v.unknown(),
  modelIds: v.unknown(),
});

/**
 * `project.json` of unknown origin and of any version, brought up to date and checked whole.
 *
 * @throws AppError `corrupt-file` that names the first entry which is missing, unknown, out of range
 *   or contradicts another; `too-new`
 */
export function parseProject(bytes: Uint8Array): PackedProject {
  const outer = v.safeParse(outerSchema, parseJson(bytes, PROJECT_FILE), { abortEarly: true });
  if (!outer.success) throw unreadable(outer.issues[0]);
  const { facts, images, parts, modelIds } = outer.output;
  const current = { ...migrateProject({ facts, images }), parts, modelIds };
  const parsed = v.safeParse(projectSchema, current, { abortEarly: true });
  if (!parsed.success) throw unreadable(parsed.issues[0]);
  checkProject(parsed.output);
  return parsed.output;
}

function unreadable(issue: v.BaseIssue<unknown>): Error {
  const place = v.getDotPath(issue)?.slice(0, 200) ?? 'the whole file';
  return corruptFile(
    `“${PROJECT_FILE}” is not readable at ${place} (${issue.message.slice(0, 200)}).`,
  );
}
