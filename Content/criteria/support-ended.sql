-- What its maker no longer mends may not stay connected: machines on a network by the support of their OS,
-- software by its own.
SELECT
    'devices' AS subject_register,
    x.id AS subject_id,
    x.name AS subject_label,
    CASE
        WHEN x.support_ends_on < :on THEN 'not-met'
        ELSE 'met'
    END AS state,
    CASE
        WHEN x.support_ends_on < :on THEN 'os-unsupported'
        ELSE 'supported'
    END AS reason,
    x.support_ends_on AS detail_1,
    x.operating_system AS detail_2,
    CASE WHEN x.support_ends_on >= :on THEN x.support_ends_on END AS due
FROM devices x
WHERE COALESCE(x.state, 'in-use') = 'in-use' AND x.network IS NOT NULL AND x.support_ends_on IS NOT NULL
UNION ALL
SELECT
    'software',
    x.id,
    x.name,
    CASE
        WHEN x.support_ends_on < :on THEN 'not-met'
        ELSE 'met'
    END,
    CASE
        WHEN x.support_ends_on < :on THEN 'software-unsupported'
        ELSE 'supported'
    END,
    x.support_ends_on,
    CAST(NULL AS TEXT),
    CASE WHEN x.support_ends_on >= :on THEN x.support_ends_on END
FROM software x
WHERE COALESCE(x.removed_on, '9999-12-31') >= :on AND x.support_ends_on IS NOT NULL
ORDER BY subject_register, subject_id
