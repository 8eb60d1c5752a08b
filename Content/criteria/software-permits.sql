-- Nothing is installed without a permit, more often than was bought, or past the end of its licence.
SELECT
    'software' AS subject_register,
    x.id AS subject_id,
    x.name AS subject_label,
    CASE
        WHEN x.licences_used > x.licences_bought OR x.licence_ends_on < :on THEN 'not-met'
        WHEN x.permitted_on IS NULL OR x.permitted_on > :on THEN 'undetermined'
        ELSE 'met'
    END AS state,
    CASE
        WHEN x.licences_used > x.licences_bought THEN 'over-licence'
        WHEN x.licence_ends_on < :on THEN 'licence-ended'
        WHEN x.permitted_on IS NULL OR x.permitted_on > :on THEN 'permit-unknown'
        ELSE 'permitted'
    END AS reason,
    CASE WHEN x.licences_used > x.licences_bought THEN CAST(x.licences_used AS TEXT) ELSE x.licence_ends_on END AS detail_1,
    CAST(x.licences_bought AS TEXT) AS detail_2,
    CASE WHEN x.licence_ends_on >= :on THEN x.licence_ends_on END AS due
FROM software x
WHERE COALESCE(x.removed_on, '9999-12-31') >= :on
ORDER BY x.id
