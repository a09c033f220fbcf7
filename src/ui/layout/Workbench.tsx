import { useMediaQuery } from '@mantine/hooks';
import { useEffect } from 'react';
import { pageText } from '#text/page.ts';
import { DisplayPanel } from '#ui/display/DisplayPanel.tsx';
import { EvaluationPlace } from '#ui/evaluation/EvaluationPlace.tsx';
import { ImageList } from '#ui/images/ImageList.tsx';
import { latePart } from '#ui/latePart.tsx';
import { NarrowTabs } from '#ui/layout/NarrowTabs.tsx';
import { SideSections } from '#ui/layout/SideSections.tsx';
import { focusPart } from '#ui/layout/showPart.ts';
import { ViewerPane } from '#ui/layout/ViewerPane.tsx';
import classes from '#ui/layout/Workbench.module.css';
import { ModelPanel } from '#ui/model/ModelPanel.tsx';
import { ObjectSettingsPanel } from '#ui/objects/ObjectSettingsPanel.tsx';
import { ObjectsPanel } from '#ui/objects/ObjectsPanel.tsx';
import { ObjectsStatus } from '#ui/objects/ObjectsStatus.tsx';
import { usePageHandles } from '#ui/pageHandles.ts';
import { RunPanel } from '#ui/run/RunPanel.tsx';

/** Comes after the first drawing of the page: nobody trains before an image is open. */
const TrainPanel = latePart(async () => (await import('#ui/training/TrainPanel.tsx')).TrainPanel);

/** Everything below the header: three columns, or the image over tabs on narrow screens. */
export function Workbench() {
  const isNarrow = useMediaQuery('(max-width: 899px)', undefined, {
    getInitialValueInEffect: false,
  });
  return isNarrow ? <NarrowWorkbench /> : <WideWorkbench />;
}

function SegmentPanels() {
  return (
    <>
      <ModelPanel />
      <RunPanel />
      <ObjectSettingsPanel />
    </>
  );
}

function WideWorkbench() {
  const handles = usePageHandles();
  useEffect(() => {
    handles.showPart = focusPart;
  }, [handles]);
  return (
    <div className={classes['wide']}>
      <aside className={classes['left']} aria-label={pageText.imagesAndDisplay}>
        <ImageList />
        <div className={classes['leftBottom']}>
          <DisplayPanel />
        </div>
      </aside>
      <main className={classes['middle']}>
        <ViewerPane />
        <ObjectsPanel isFilling={false} />
      </main>
      <SideSections segment={<SegmentPanels />} train={<TrainPanel />} />
      <EvaluationPlace />
    </div>
  );
}

function NarrowWorkbench() {
  return (
    <div className={classes['narrow']}>
      <main className={classes['narrowViewer']}>
        <ViewerPane />
        <div className={classes['narrowStatus']}>
          <ObjectsStatus />
        </div>
      </main>
      <NarrowTabs
        tabs={[
          {
            id: 'segment',
            title: pageText.segment,
            content: <SegmentPanels />,
          },
          { id: 'train', title: pageText.train, content: <TrainPanel /> },
          {
            id: 'images',
            title: pageText.images,
            content: (
              <>
                <ImageList />
                <DisplayPanel />
              </>
            ),
          },
          { id: 'results', title: pageText.results, content: <ObjectsPanel isFilling /> },
        ]}
      />
      <EvaluationPlace />
    </div>
  );
}
