#!/usr/bin/env python3
"""Segments the images of folders with a model that Cellpane exported as ONNX.

    pip install numpy scipy tifffile imageio onnxruntime        (or onnxruntime-gpu)
    python segment_folder.py --model nuclei.onnx --out results images/ more/cell.tif

Writes <name>.labels.tif (objects by number) for each image. With --dask or --ray the images are
spread over the processes, or the machines, of a cluster; see README.md beside this file.
"""

import argparse
import json
import sys
from functools import lru_cache
from pathlib import Path

import numpy as np

#: Largest edge of a tile that the network reads, in px: more needs more memory.
MAX_TILE_EDGE_PX = 700
#: Probabilities are kept as whole numbers up to this, as Cellpane keeps them.
LEVELS = 65_535
SUFFIXES = {".tif", ".tiff", ".png", ".jpg", ".jpeg"}


class Model:
    """A session to run, and what the metadata of the file say."""

    def __init__(self, path, session=None, scale=None):
        if session is None:
            import onnxruntime

            providers = onnxruntime.get_available_providers()
            session = onnxruntime.InferenceSession(str(path), providers=providers)
        metadata = session.get_modelmeta().custom_metadata_map
        self.session = session
        self.card = json.loads(metadata["cellpane.card"])
        self.halo_px = int(metadata["cellpane.halo_px"])
        self.smallest_px = int(metadata["cellpane.smallest_input_px"])
        self.step_px = int(metadata["cellpane.input_step_px"])
        self.scale = scale or self.card.get("scale", 1)

    def tile_edge(self, image_edge):
        """Valid input edge for an image edge: the whole of it, or as much as a tile may have."""
        steps = -(-(image_edge - (self.smallest_px - 2 * self.halo_px)) // self.step_px)
        most = (MAX_TILE_EDGE_PX - self.smallest_px) // self.step_px
        return self.smallest_px + max(1, min(steps, most)) * self.step_px


def normalizer(plane, normalization):
    """A function that maps two percentiles of the whole image to the ends of a range, and clips."""
    finite = plane[np.isfinite(plane)].astype(np.float64)
    low, high = np.percentile(finite, [normalization["lowPercent"], normalization["highPercent"]])
    first, second = normalization["outputRange"]

    def normalize(pixels):
        fraction = (pixels - low) / max(high - low, 1e-6)
        fraction = np.nan_to_num(fraction, nan=0, posinf=0, neginf=0)
        return (first + np.clip(fraction, 0, 1) * (second - first)).astype(np.float32)

    return normalize


def scaled_edge(edge, scale):
    """Edge of an image on the grid of a network that reads it scaled."""
    return max(1, int(edge * scale + 0.5))


def resample(plane, height, width):
    """A plane on another grid over the same field: bilinear, after means where it shrinks by 2 or more."""
    if plane.shape == (height, width):
        return plane
    extent = plane.shape
    factor = int(min(plane.shape[0] / height, plane.shape[1] / width))
    if factor >= 2:
        extent = (plane.shape[0] / factor, plane.shape[1] / factor)
        starts = [np.arange(0, edge, factor) for edge in plane.shape]
        counts = [np.minimum(factor, edge - start) for edge, start in zip(plane.shape, starts)]
        sums = np.add.reduceat(np.add.reduceat(plane.astype(np.float64), starts[0], 0), starts[1], 1)
        plane = (sums / np.outer(*counts)).astype(np.float32)
    top, bottom, fy = samples(height, extent[0], plane.shape[0])
    left, right, fx = samples(width, extent[1], plane.shape[1])
    upper = plane[top][:, left] * (1 - fx) + plane[top][:, right] * fx
    lower = plane[bottom][:, left] * (1 - fx) + plane[bottom][:, right] * fx
    return (upper * (1 - fy[:, None]) + lower * fy[:, None]).astype(np.float32)


def samples(target_edge, source_extent, source_edge):
    """Neighbours and weights along one axis: centres of one grid laid over the other."""
    position = (np.arange(target_edge) + 0.5) * source_extent / target_edge - 0.5
    position = np.clip(position, 0, source_edge - 1)
    low = np.floor(position).astype(int)
    fraction = (position - low).astype(np.float32).astype(np.float64)
    return low, np.minimum(source_edge - 1, low + 1), fraction


def mirror(positions, length):
    """Indices of the pixels that stand in for positions outside, without repeating the edge pixel."""
    if length == 1:
        return np.zeros_like(positions)
    period = 2 * (length - 1)
    phase = np.mod(positions, period)
    return np.where(phase < length, phase, period - phase)


def foreground_probability(model, plane):
    """Foreground probability of every pixel, 0…1, in steps of 1/65,535 as Cellpane keeps it.

    The network reads the plane on its own grid, and the answer is brought back to that of the plane.
    """
    height, width = plane.shape
    normalize = normalizer(plane, model.card["normalization"])
    scaled = resample(plane, scaled_edge(height, model.scale), scaled_edge(width, model.scale))
    levels = np.floor(run_tiles(model, normalize(scaled)) * np.float64(LEVELS) + 0.5)
    return (np.floor(resample(levels, height, width) + 0.5) / LEVELS).astype(np.float32)


def run_tiles(model, pixels):
    """The network's answer for every pixel of its grid.

    It answers for the centre of a tile only, so tiles overlap by its halo, and beyond the image they
    read its mirror image. Tiles start at multiples of the network's step: then the result is the same
    whatever their size.
    """
    height, width = pixels.shape
    halo = model.halo_px
    tile_height, tile_width = model.tile_edge(height), model.tile_edge(width)
    stride_y = (tile_height - 2 * halo) // model.step_px * model.step_px
    stride_x = (tile_width - 2 * halo) // model.step_px * model.step_px
    probability = np.empty((height, width), np.float32)
    for top in range(0, height, stride_y):
        rows = mirror(np.arange(top - halo, top - halo + tile_height), height)
        for left in range(0, width, stride_x):
            columns = mirror(np.arange(left - halo, left - halo + tile_width), width)
            image = pixels[np.ix_(rows, columns)][None, None]
            (foreground,) = model.session.run(["foreground"], {"image": image})
            kept = probability[top : top + stride_y, left : left + stride_x]
            kept[...] = foreground[0, 0, : kept.shape[0], : kept.shape[1]]
    return probability


def label_objects(probability, defaults):
    """Objects, numbered 1…count in raster order.

    4-connected pixels at or above the threshold, holes filled where the card says so, none smaller
    than the minimum size, none at the border where the card says so. Touching objects are not split,
    and objects not grown.
    """
    from scipy import ndimage

    lowest = np.ceil(defaults["threshold"] * LEVELS)
    labels, _ = ndimage.label(np.floor(probability * np.float64(LEVELS) + 0.5) >= lowest)
    fills = defaults.get("fillHoles", False)
    if fills:
        labels = fill_holes(labels)
    is_small = np.bincount(labels.ravel()) < defaults["minimumSizePx"]
    labels = np.where(is_small[labels], 0, labels)
    if fills and is_small[1:].any():
        labels = fill_holes(labels)
    if defaults.get("removeBorderObjects", False):
        labels = np.where(np.isin(labels, border_of(labels)), 0, labels)
    values, firsts = np.unique(labels[labels > 0], return_index=True)
    numbers = np.zeros(labels.max() + 1, np.uint32)
    numbers[values[np.argsort(firsts)]] = np.arange(1, len(values) + 1)
    return numbers[labels], len(values)


def fill_holes(labels):
    """8-connected background that touches one object only, and not the border, becomes part of it."""
    from scipy import ndimage

    pieces, count = ndimage.label(labels == 0, structure=np.ones((3, 3)))
    least = np.full(count + 1, np.iinfo(labels.dtype).max, labels.dtype)
    most = np.zeros(count + 1, labels.dtype)
    for here, there in neighbour_views(labels.shape):
        touches = (pieces[here] > 0) & (labels[there] > 0)
        np.minimum.at(least, pieces[here][touches], labels[there][touches])
        np.maximum.at(most, pieces[here][touches], labels[there][touches])
    is_hole = least == most
    is_hole[border_of(pieces)] = False
    is_hole[0] = False
    return np.where(is_hole[pieces], most[pieces], labels)


def neighbour_views(shape):
    """Pairs of views that lay every pixel over each of its four neighbours."""
    whole, first, last = slice(None), slice(1, None), slice(None, -1)
    down, across = ((first, whole), (last, whole)), ((whole, first), (whole, last))
    return [down, down[::-1], across, across[::-1]]


def border_of(labels):
    """Values in the first and last rows and columns."""
    return np.unique(np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]]))


def read_plane(path):
    """A grey plane; of colour images the mean of red, green and blue."""
    if path.suffix.lower() in {".tif", ".tiff"}:
        import tifffile

        image = tifffile.imread(path)
    else:
        import imageio.v3

        image = imageio.v3.imread(path)
    if image.ndim == 3 and image.shape[-1] in (3, 4):
        image = image[..., :3].mean(axis=-1)
    if image.ndim != 2:
        raise ValueError(f"has the shape {image.shape}; this example takes single planes")
    return image


@lru_cache(maxsize=1)
def open_model(path, scale=None):
    """One session for each process, opened when its first image comes."""
    return Model(path, scale=scale)


def segment_file(model_path, path, out, scale=None):
    """Segments one image; its line of the report. Errors are told, not raised."""
    import tifffile

    try:
        model = open_model(model_path, scale)
        probability = foreground_probability(model, read_plane(path))
        labels, count = label_objects(probability, model.card["defaults"])
        dtype = np.uint16 if count <= 65_535 else np.uint32
        tifffile.imwrite(out / f"{path.stem}.labels.tif", labels.astype(dtype), compression="zlib")
        return f"{path}: {count} objects", True
    except Exception as error:  # one bad file must not stop thousands
        return f"{path}: {error}", False


def run_all(arguments, paths):
    """Reports as they come, from this process or from a cluster."""
    model, out = str(Path(arguments.model).resolve()), Path(arguments.out).resolve()
    scale = arguments.scale
    if arguments.dask:
        from dask.distributed import Client, as_completed

        with Client(arguments.dask if arguments.dask != "local" else None) as client:
            futures = client.map(lambda path: segment_file(model, path, out, scale), paths, pure=False)
            for _, report in as_completed(futures, with_results=True):
                yield report
    elif arguments.ray:
        import ray

        ray.init(address=arguments.ray if arguments.ray != "local" else None)
        task = ray.remote(num_cpus=1)(segment_file)
        waiting = [task.remote(model, path, out, scale) for path in paths]
        while waiting:
            done, waiting = ray.wait(waiting)
            yield ray.get(done[0])
    else:
        for path in paths:
            yield segment_file(model, path, out, scale)


def list_images(names):
    for name in names:
        path = Path(name)
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (each.resolve() for each in found if each.suffix.lower() in SUFFIXES)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", required=True, help="file that Cellpane exported as ONNX")
    parser.add_argument("--out", required=True, help="folder for the label images")
    parser.add_argument("--scale", type=float, help="of images before they are read (the model's)")
    parser.add_argument("--dask", metavar="ADDRESS", help="scheduler, or local")
    parser.add_argument("--ray", metavar="ADDRESS", help="cluster, or local")
    parser.add_argument("images", nargs="+", help="files and folders")
    arguments = parser.parse_args()
    Path(arguments.out).mkdir(parents=True, exist_ok=True)
    all_done = True
    for line, is_done in run_all(arguments, list(list_images(arguments.images))):
        print(line, file=sys.stdout if is_done else sys.stderr)
        all_done = all_done and is_done
    return 0 if all_done else 1


if __name__ == "__main__":
    sys.exit(main())
