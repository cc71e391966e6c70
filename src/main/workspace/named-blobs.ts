/** Has a row where a blob (parameter 1) is named by an image, a result or an inversion, and so must stay. */
export const blobIsNamed = `
  SELECT 1 WHERE EXISTS (SELECT 1 FROM images WHERE hash = ?1)
    OR EXISTS (SELECT 1 FROM results, json_each(results.pictures) WHERE json_each.value = ?1)
    OR EXISTS (SELECT 1 FROM inversions WHERE ?1 IN (png, npy))`
