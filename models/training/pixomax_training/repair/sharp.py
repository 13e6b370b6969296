"""Which photos repair learns from."""
from pixomax_training.photos import Photos


def keep_sharp(photos: Photos) -> Photos:
    """Without the WebP files of 160 px: their compression takes the finest detail, and what is left teaches that detail is damage."""
    photos.rows = [row for row in photos.rows if not row['name'].endswith('.webp')]
    return photos
