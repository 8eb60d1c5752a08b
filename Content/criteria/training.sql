-- The denominator is everybody in service and not on leave on :on, each once, however they are employed. A record for a
-- section, or for the whole, covers those who worked here on its day; whoever left on 3/31 and was taken
-- on again on 4/1 keeps what was recorded before (same staff number). Only records with evidence count.
SELECT
    'people' AS subject_register,
    t.id AS subject_id,
    t.name AS subject_label,
    CASE
        WHEN t.refused_on >= COALESCE(t.covered_on, '') THEN 'not-met'
        WHEN t.covered_on >= :year_start THEN 'met'
        WHEN t.claimed_on > COALESCE(t.covered_on, '') AND t.claimed_on >= COALESCE(t.starts_on, '') THEN 'undetermined'
        WHEN t.covered_on IS NOT NULL THEN 'not-met'
        WHEN t.proved_on IS NULL OR t.starts_on >= :one_month_ago THEN 'undetermined'
        WHEN t.leave_to >= t.proved_on AND t.leave_to >= :one_month_ago THEN 'undetermined'
        ELSE 'not-met'
    END AS state,
    CASE
        WHEN t.refused_on >= COALESCE(t.covered_on, '') THEN 'answered-no'
        WHEN t.covered_on >= :year_start THEN 'trained'
        WHEN t.claimed_on > COALESCE(t.covered_on, '') AND t.claimed_on >= COALESCE(t.starts_on, '')
            THEN 'evidence-missing'
        WHEN t.covered_on >= :previous_year_start THEN 'trained-last-year'
        WHEN t.covered_on IS NOT NULL THEN 'trained-long-ago'
        WHEN t.proved_on IS NULL THEN 'no-record'
        WHEN t.leave_to >= t.proved_on THEN 'after-leave'
        WHEN t.starts_on >= :one_month_ago THEN 'just-joined'
        ELSE 'joined-after'
    END AS reason,
    t.section AS detail_1,
    COALESCE(t.covered_on, t.proved_on, t.claimed_on) AS detail_2,
    CAST(NULL AS TEXT) AS due
FROM (
    SELECT
        q.id,
        q.name,
        q.section,
        q.starts_on,
        q.leave_to,
        q.in_service,
        q.refused_on,
        q.claimed_on,
        q.proved_on,
        MAX(CASE WHEN q.proved_on >= COALESCE(q.starts_on, '') AND q.proved_on <= COALESCE(q.ends_on, '9999-12-31')
            AND NOT (COALESCE(q.leave_from, '9999-12-31') <= q.proved_on
                AND COALESCE(q.leave_until, '9999-12-31') >= q.proved_on)
            THEN q.proved_on END) OVER (PARTITION BY q.staff) AS covered_on,
        ROW_NUMBER() OVER (
            PARTITION BY q.staff ORDER BY q.in_service DESC, COALESCE(q.starts_on, '') DESC, q.id DESC) AS place
    FROM (
        SELECT
            p.id,
            p.name,
            u.name AS section,
            p.starts_on,
            p.ends_on,
            p.leave_from,
            p.leave_to AS leave_until,
            CASE WHEN p.leave_to < :on THEN p.leave_to END AS leave_to,
            COALESCE(p.staff_number, p.id) AS staff,
            CASE WHEN COALESCE(p.starts_on, '') <= :on AND COALESCE(p.ends_on, '9999-12-31') >= :on
                AND NOT (COALESCE(p.leave_from, '9999-12-31') <= :on AND COALESCE(p.leave_to, '9999-12-31') >= :on)
                THEN 1 ELSE 0 END AS in_service,
            CASE WHEN COALESCE(o.proved_on, '') > COALESCE(w.proved_on, '') THEN o.proved_on
                ELSE w.proved_on END AS proved_on,
            CASE WHEN COALESCE(o.refused_on, '') > COALESCE(w.refused_on, '') THEN o.refused_on
                ELSE w.refused_on END AS refused_on,
            CASE WHEN COALESCE(o.claimed_on, '') > COALESCE(w.claimed_on, '') THEN o.claimed_on
                ELSE w.claimed_on END AS claimed_on
        FROM people p
        LEFT JOIN organization_units u ON u.id = p.unit
        LEFT JOIN (
            SELECT a.unit,
                MAX(CASE WHEN a.outcome = 'done' AND a.evidence IS NOT NULL THEN a.done_on END) AS proved_on,
                MAX(CASE WHEN a.outcome = 'done' AND a.evidence IS NULL THEN a.done_on END) AS claimed_on,
                MAX(CASE WHEN a.outcome = 'not-done' THEN a.done_on END) AS refused_on
            FROM answers a
            WHERE a.requirement = 'SEED-6(3)-b' AND a.unit IS NOT NULL AND a.done_on <= :on
                AND COALESCE(a.valid_until, '9999-12-31') >= :on
            GROUP BY a.unit
        ) o ON o.unit = p.unit
        CROSS JOIN (
            SELECT
                MAX(CASE WHEN b.outcome = 'done' AND b.evidence IS NOT NULL THEN b.done_on END) AS proved_on,
                MAX(CASE WHEN b.outcome = 'done' AND b.evidence IS NULL THEN b.done_on END) AS claimed_on,
                MAX(CASE WHEN b.outcome = 'not-done' THEN b.done_on END) AS refused_on
            FROM answers b
            WHERE b.requirement = 'SEED-6(3)-b' AND b.unit IS NULL AND b.done_on <= :on
                AND COALESCE(b.valid_until, '9999-12-31') >= :on
        ) w
    ) q
) t
WHERE t.in_service = 1 AND t.place = 1
ORDER BY t.id
