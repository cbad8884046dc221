import sharp from 'sharp';

const PICTURE = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1000">
  <defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
    <stop offset="0" stop-color="#1d2b53"/><stop offset=".55" stop-color="#c2577a"/><stop offset="1" stop-color="#ffb563"/>
  </linearGradient></defs>
  <rect width="1600" height="1000" fill="url(#sky)"/><circle cx="1130" cy="610" r="90" fill="#fff1c9"/>
  <path d="M0 760 Q260 540 560 720 T1120 690 T1600 640 V1000 H0Z" fill="#5b3a63"/>
  <path d="M0 860 Q320 700 700 850 T1600 780 V1000 H0Z" fill="#35254a"/>
  <path d="M0 950 Q500 830 900 930 T1600 900 V1000 H0Z" fill="#1a1530"/>
</svg>`);

/** A picture of hills at dusk, 1600 x 1000: a real JPEG, and nobody's. */
export const makePicture = (): Promise<Buffer> => sharp(PICTURE).jpeg({ quality: 90 }).toBuffer();
