"""python3 -m clarity.train --data DATA --run RUN --start face-restorer.onnx: teaches the photo restorer, from the face restorer's weights or from nothing.

Stops, goes on and logs as sittings.py tells; the learning rate falls over the last 40 %.
"""
from pixomax_training.training_run import Sitting, arguments, sit  # first: it makes waiting threads sleep

from pixomax_training.clarity.examples import SharpPhotos, draw_batch
from pixomax_training.clarity.restorer import photo_restorer, start_from_faces
from pixomax_training.faces.train_restorer import restorer_losses

PHASES = ((1.0, 96, 16),)  # until this share of the crops: their side, how many a batch
LEVEL = 0.6
RATES = (('', 1e-3),)


def main() -> None:
    a = arguments(__doc__, crops=90_000)
    a.add_argument('--start', help='an exported face restorer')
    o = a.parse_args()
    photos, net = SharpPhotos(o.data, 'train'), photo_restorer()
    if o.start:
        start_from_faces(net, o.start)
    print(f'{len(photos)} sharp photos', flush=True)
    sit(Sitting(net, RATES, restorer_losses), lambda side, batch, rng: draw_batch(photos, side, batch, rng), PHASES, o, LEVEL)


if __name__ == '__main__':
    main()
