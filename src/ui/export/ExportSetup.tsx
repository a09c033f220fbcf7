import { Button, Checkbox, SegmentedControl, Switch } from '@mantine/core';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { EXPORT_FORMATS, type ExportFormat } from '#domain/export/exportedPlane.ts';
import type { ObjectSource } from '#domain/export/planeFacts.ts';
import type { ExportRequest, ExportScope } from '#store/exporting/exportRequest.ts';
import { selectCurrentEntry } from '#store/selectors/currentImage.ts';
import { commandText } from '#text/commands.ts';
import { exportText } from '#text/exporting.ts';
import classes from '#ui/export/ExportDialog.module.css';
import { rememberedRequest, rememberRequest } from '#ui/export/exportMemory.ts';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

const SOURCES: { value: ObjectSource; label: string }[] = [
  { value: 'segmentation', label: exportText.sources.segmentation },
  { value: 'annotation', label: exportText.sources.annotation },
];

/** Which objects of which images go into which files. */
export function ExportSetup() {
  const { startExport } = useActions();
  const [request, setRequest] = useState(rememberedRequest);
  const scopes = useScopes();
  // What was chosen for a stack says nothing of a single plane.
  const scope = scopes.some(({ value }) => value === request.scope) ? request.scope : 'plane';
  const formats = request.formats.filter((format) => isPossible(format, request.source));
  const change = (part: Partial<ExportRequest>): void => setRequest({ ...request, ...part });
  const start = (): void => {
    rememberRequest(request);
    void startExport({ ...request, scope, formats });
  };
  return (
    <>
      <Choice title={exportText.source}>
        <SegmentedControl
          size="xs"
          aria-label={exportText.source}
          data={SOURCES}
          value={request.source}
          onChange={(source) => change({ source })}
        />
      </Choice>
      <Choice title={exportText.scope}>
        <SegmentedControl
          size="xs"
          aria-label={exportText.scope}
          className={classes['scopes']}
          data={scopes}
          value={scope}
          onChange={(value) => change({ scope: value })}
        />
      </Choice>
      <Formats request={request} onChange={(chosen) => change({ formats: chosen })} />
      <div className={classes['field']}>
        <Switch
          size="xs"
          label={exportText.zipped}
          checked={request.isZipped}
          onChange={(event) => change({ isZipped: event.currentTarget.checked })}
        />
        <p className={classes['note']}>{exportText.zippedNote}</p>
      </div>
      <Button
        className={classes['start']}
        disabled={formats.length === 0}
        leftSection={<Download size={15} aria-hidden="true" />}
        onClick={start}
      >
        {formats.length === 0 ? exportText.noFormat : exportText.start}
      </Button>
    </>
  );
}

function useScopes(): { value: ExportScope; label: string }[] {
  const isStack = useAppStore((state) => (selectCurrentEntry(state)?.info?.pageCount ?? 1) > 1);
  const hasOthers = useAppStore((state) => state.images.length > 1);
  const { plane, thisImage, image, all } = exportText.scopes;
  return [
    { value: 'plane', label: isStack ? plane : thisImage },
    ...(isStack ? [{ value: 'image' as const, label: image }] : []),
    ...(hasOthers ? [{ value: 'all' as const, label: all }] : []),
  ];
}

function Choice({
  title,
  children,
}: {
  readonly title: string;
  readonly children: React.ReactNode;
}) {
  return (
    <div className={classes['field']}>
      <h3 className={classes['label']}>{title}</h3>
      {children}
    </div>
  );
}

/** An annotation was not found by a network. */
function isPossible(format: ExportFormat, source: ObjectSource): boolean {
  return format !== 'probability-tiff' || source === 'segmentation';
}

interface FormatsProps {
  readonly request: ExportRequest;
  readonly onChange: (formats: readonly ExportFormat[]) => void;
}

function Formats({ request: { source, formats }, onChange }: FormatsProps) {
  const toggle = (format: ExportFormat, isOn: boolean): void =>
    onChange(EXPORT_FORMATS.filter((one) => (one === format ? isOn : formats.includes(one))));
  return (
    <fieldset className={classes['formats']}>
      <legend className={classes['label']}>{exportText.formats}</legend>
      {EXPORT_FORMATS.map((format) => (
        <Checkbox
          key={format}
          size="xs"
          classNames={{ description: classes['note'] ?? '' }}
          label={commandText.exportTitles[format]}
          description={
            isPossible(format, source) ? exportText.formatNotes[format] : exportText.noMap
          }
          disabled={!isPossible(format, source)}
          checked={formats.includes(format) && isPossible(format, source)}
          onChange={(event) => toggle(format, event.currentTarget.checked)}
        />
      ))}
    </fieldset>
  );
}
