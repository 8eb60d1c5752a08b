-- This fiscal year a meeting of the committee evaluated policy and measures, with the audit, the self-
-- inspection and the incidents before it.
SELECT
    'evaluations' AS subject_register,
    'evaluation' AS subject_id,
    '委員会での評価' AS subject_label,
    CASE
        WHEN x.partly >= :year_start AND COALESCE(x.whole, '') < :year_start THEN 'undetermined'
        WHEN x.whole >= :previous_year_start AND x.whole < :year_start OR x.whole < :previous_year_start OR
            x.whole IS NULL THEN 'not-met'
        ELSE 'met'
    END AS state,
    CASE
        WHEN x.partly >= :year_start AND COALESCE(x.whole, '') < :year_start THEN 'incomplete'
        WHEN x.whole >= :previous_year_start AND x.whole < :year_start THEN 'evaluated-last-year'
        WHEN x.whole < :previous_year_start THEN 'evaluated-long-ago'
        WHEN x.whole IS NULL THEN 'not-evaluated'
        ELSE 'evaluated'
    END AS reason,
    COALESCE(x.whole, x.newest) AS detail_1,
    x.partly AS detail_2,
    CAST(NULL AS TEXT) AS due
FROM (
    SELECT
        MAX(CASE WHEN COALESCE(m.evaluation, '') <> '' AND m.saw_audit = 1 AND m.saw_inspection = 1
            AND m.saw_incidents = 1 THEN m.held_on END) AS whole,
        MAX(CASE WHEN COALESCE(m.evaluation, '') <> '' THEN m.held_on END) AS partly,
        MAX(m.held_on) AS newest
    FROM committee_meetings m
    WHERE m.held_on <= :on
) x
WHERE x.newest IS NOT NULL
ORDER BY subject_id
