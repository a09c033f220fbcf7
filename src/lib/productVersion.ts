/** Version of Cellpane, for records and model cards; that of package.json. */
export const PRODUCT_VERSION = '0.1.0';

/** Version of the library that the network runs on; that of package.json. */
export const TFJS_VERSION = '4.22.0';
