-- What left the house was approved and is proved unreadable: machines, media and whatever stands in the list
-- of disposals. Formatting proves nothing.
SELECT
    'devices' AS subject_register,
    x.id AS subject_id,
    x.name AS subject_label,
    CASE
        WHEN x.erasure_method = 'formatted' OR COALESCE(x.erasure_method, '') <> 'not-needed' AND
            COALESCE(x.erasure_proved_on, '9999-12-31') > :on THEN 'not-met'
        ELSE 'met'
    END AS state,
    CASE
        WHEN x.erasure_method = 'formatted' THEN 'formatted-only'
        WHEN COALESCE(x.erasure_method, '') <> 'not-needed' AND COALESCE(x.erasure_proved_on, '9999-12-31')
            > :on THEN 'not-erased'
        ELSE 'erased'
    END AS reason,
    x.disposed_on AS detail_1,
    CAST(NULL AS TEXT) AS detail_2,
    CAST(NULL AS TEXT) AS due
FROM devices x
WHERE x.state = 'disposed' AND COALESCE(x.disposed_on, '') <= :on
UNION ALL
SELECT
    'disposals',
    x.id,
    x.name,
    CASE
        WHEN COALESCE(x.approved_on, '9999-12-31') > x.done_on OR x.retention_ends_on >= x.done_on OR
            x.done_on <= :on AND x.certificate IS NULL AND x.witness IS NULL OR x.due_on < :on AND
            COALESCE(x.done_on, '9999-12-31') > :on OR x.done_on <= :on AND x.method = 'formatted' THEN
            'not-met'
        ELSE 'met'
    END,
    CASE
        WHEN COALESCE(x.approved_on, '9999-12-31') > x.done_on THEN 'unapproved'
        WHEN x.retention_ends_on >= x.done_on THEN 'too-early'
        WHEN x.done_on <= :on AND x.certificate IS NULL AND x.witness IS NULL THEN 'unproved'
        WHEN x.due_on < :on AND COALESCE(x.done_on, '9999-12-31') > :on THEN 'overdue'
        WHEN x.done_on <= :on AND x.method = 'formatted' THEN 'formatted-only'
        ELSE 'proved'
    END,
    x.done_on,
    x.due_on,
    CASE WHEN x.done_on IS NULL AND x.due_on >= :on THEN x.due_on END
FROM disposals x
WHERE x.approved_on <= :on OR x.done_on <= :on
UNION ALL
SELECT
    'storage-media',
    x.id,
    x.name,
    CASE
        WHEN x.erasure_method = 'formatted' OR COALESCE(x.erasure_proved_on, '9999-12-31') > :on THEN
            'not-met'
        ELSE 'met'
    END,
    CASE
        WHEN x.erasure_method = 'formatted' THEN 'formatted-only'
        WHEN COALESCE(x.erasure_proved_on, '9999-12-31') > :on THEN 'not-erased'
        ELSE 'erased'
    END,
    x.disposed_on,
    CAST(NULL AS TEXT),
    CAST(NULL AS TEXT)
FROM storage_media x
WHERE x.state = 'disposed' AND COALESCE(x.disposed_on, '') <= :on
ORDER BY subject_register, subject_id
