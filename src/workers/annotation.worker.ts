import type { AnnotationApi } from '#workers/annotationApi.ts';
import { createAnnotationHandlers } from '#workers/annotationHandlers.ts';
import { type Port, serve } from '#workers/rpc.ts';

serve<AnnotationApi>(self as unknown as Port, createAnnotationHandlers());
