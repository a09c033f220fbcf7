// The store handles them too, and knows no formats: they are plain data of the domain.
export type {
  ColumnMask,
  FileObject,
  ObjectFile,
  ObjectFilePlane,
} from '#domain/outline/objectFile.ts';
