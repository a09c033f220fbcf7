/** Name of the database and folder of the page; page and workers share what lies there. */
export const STORAGE_NAME = 'cellpane';
