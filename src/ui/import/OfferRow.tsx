import { useShallow } from 'zustand/react/shallow';
import { findEntry } from '#store/slices/imagesSlice.ts';
import type { ImportOffer, ImportPlace } from '#store/slices/importSlice.ts';
import { importText } from '#text/importing.ts';
import { MiddleText } from '#ui/controls/MiddleText.tsx';
import { SelectField } from '#ui/controls/SelectField.tsx';
import classes from '#ui/import/ImportDialog.module.css';
import { useAppStore } from '#ui/useAppStore.ts';

export interface OfferRowProps {
  readonly offer: ImportOffer;
  readonly place: ImportPlace;
  readonly onChange: (place: ImportPlace) => void;
}

/** One file, or one image of it, and where its objects go. */
export function OfferRow({ offer, place, onChange }: OfferRowProps) {
  const { fileName, imageName, formatName, objectCount, planeCount, doubt } = offer;
  return (
    <li className={classes['offer']}>
      <div className={classes['file']} title={fileName}>
        <MiddleText text={fileName} />
      </div>
      <p className={classes['hint']}>
        {doubt === null
          ? importText.objectsOf(formatName, objectCount, planeCount)
          : importText.perhapsMask(formatName, planeCount)}
        {imageName !== null && ` ${importText.namesImage(imageName)}`}
      </p>
      <div className={classes['fields']}>
        <ImageField offer={offer} place={place} onChange={onChange} />
        <PageField offer={offer} place={place} onChange={onChange} />
      </div>
    </li>
  );
}

/** No image has this id. */
const NONE = 'none';

function ImageField({ offer, place, onChange }: OfferRowProps) {
  const images = useAppStore(
    useShallow((state) => state.images.filter(({ status }) => status === 'ready')),
  );
  return (
    <SelectField
      label={importText.imageOf(offer.fileName)}
      isLabelHidden
      choices={[
        { value: NONE, label: importText.leaveOut },
        ...images.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={place.imageId ?? NONE}
      onChange={(id) => onChange({ imageId: id === NONE ? null : id, pageIndex: null })}
    />
  );
}

/** Pages that can be chosen one by one; a longer list helps nobody. */
const MOST_PAGES = 2000;

function PageField({ offer, place, onChange }: OfferRowProps) {
  const pageCount = useAppStore((state) => findEntry(state, place.imageId)?.info?.pageCount ?? 1);
  if (pageCount === 1) return null;
  const pages = Array.from({ length: Math.min(MOST_PAGES, pageCount) }, (_, page) => page);
  return (
    <SelectField
      label={importText.pageOf(offer.fileName)}
      isLabelHidden
      choices={[
        { value: NONE, label: importText.pageByFile },
        ...pages.map((page) => ({ value: String(page), label: importText.pageNumber(page + 1) })),
      ]}
      value={place.pageIndex === null ? NONE : String(place.pageIndex)}
      onChange={(page) => onChange({ ...place, pageIndex: page === NONE ? null : Number(page) })}
    />
  );
}
