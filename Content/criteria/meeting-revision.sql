-- This fiscal year a meeting decided whether the policy has to be revised; that it need not be is a
-- decision, too, with its reason.
SELECT
    'revision-decisions' AS subject_register,
    'revision' AS subject_id,
    '改定の要否' AS subject_label,
    CASE
        WHEN x.decided >= :year_start AND COALESCE(x.reasoned, '') < :year_start THEN 'undetermined'
        WHEN x.decided >= :previous_year_start AND x.decided < :year_start OR x.decided <
            :previous_year_start OR x.decided IS NULL THEN 'not-met'
        ELSE 'met'
    END AS state,
    CASE
        WHEN x.decided >= :year_start AND COALESCE(x.reasoned, '') < :year_start THEN 'without-reason'
        WHEN x.decided >= :previous_year_start AND x.decided < :year_start THEN 'decided-last-year'
        WHEN x.decided < :previous_year_start THEN 'decided-long-ago'
        WHEN x.decided IS NULL THEN 'undecided'
        ELSE 'decided'
    END AS reason,
    x.decided AS detail_1,
    CAST(NULL AS TEXT) AS detail_2,
    CAST(NULL AS TEXT) AS due
FROM (
    SELECT MAX(CASE WHEN m.revision IS NOT NULL THEN m.held_on END) AS decided,
        MAX(CASE WHEN m.revision IS NOT NULL AND COALESCE(m.revision_reason, '') <> '' THEN m.held_on END) AS reasoned,
        MAX(m.held_on) AS newest
    FROM committee_meetings m
    WHERE m.held_on <= :on
) x
WHERE x.newest IS NOT NULL
ORDER BY subject_id
