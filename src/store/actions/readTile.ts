import type { ViewLayer, ViewTile, ViewTileAddress } from '#domain/image/viewTile.ts';
import type { ActionContext } from '#store/actions/actionContext.ts';
import type { CallOptions } from '#workers/contract.ts';

/** One tile of one layer of an image. */
export interface TileRequest {
  readonly imageId: string;
  readonly layer: ViewLayer;
  readonly address: ViewTileAddress;
}

/** Texels from the worker that owns the layer. @throws `not-found` when there is no such layer yet */
export function readTile(
  { services }: ActionContext,
  { imageId, layer, address }: TileRequest,
  options: CallOptions,
): Promise<ViewTile> {
  if (layer.kind === 'annotation')
    return services.annotation.readTile({ imageId, address }, options);
  return services.image.readTile({ imageId, layer, address }, options);
}
