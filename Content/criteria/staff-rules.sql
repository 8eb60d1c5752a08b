-- The denominator is everybody in service and not on leave on :on, each once, however they are employed. Two
-- things cover a person: their own acknowledgement, in this wording, of every text that everybody keeps to
-- (the policy in force, and the open notices of that purpose for their unit), or a record with evidence for
-- their section or for the whole, of a day on which they worked here and after the texts last changed.
-- Whoever left on 3/31 and was taken on again on 4/1 keeps what was recorded before (same staff number).
SELECT
    'people' AS subject_register,
    t.id AS subject_id,
    t.name AS subject_label,
    CASE
        WHEN t.refused_on >= COALESCE(t.covered_on, '') AND t.refused_on > COALESCE(t.read_on, '') THEN 'not-met'
        WHEN t.covered_on >= :year_start THEN 'met'
        WHEN t.claimed_on > COALESCE(t.covered_on, '') AND t.claimed_on >= COALESCE(t.starts_on, '') THEN 'undetermined'
        WHEN t.unread_due < :on THEN 'not-met'
        WHEN t.stale_on >= :year_start AND t.changed_on >= :one_month_ago THEN 'undetermined'
        WHEN t.stale_on >= :year_start THEN 'not-met'
        WHEN t.covered_on IS NOT NULL THEN 'not-met'
        WHEN t.proved_on IS NULL THEN 'undetermined'
        WHEN t.leave_to >= t.proved_on AND t.leave_to >= :one_month_ago THEN 'undetermined'
        WHEN t.starts_on >= :one_month_ago THEN 'undetermined'
        ELSE 'not-met'
    END AS state,
    CASE
        WHEN t.refused_on >= COALESCE(t.covered_on, '') AND t.refused_on > COALESCE(t.read_on, '') THEN 'answered-no'
        WHEN t.covered_on >= :year_start THEN 'confirmed'
        WHEN t.claimed_on > COALESCE(t.covered_on, '') AND t.claimed_on >= COALESCE(t.starts_on, '')
            THEN 'evidence-missing'
        WHEN t.unread_due < :on THEN 'unread'
        WHEN t.stale_on >= :year_start THEN 'changed-since'
        WHEN t.covered_on >= :previous_year_start THEN 'confirmed-last-year'
        WHEN t.covered_on IS NOT NULL THEN 'confirmed-long-ago'
        WHEN t.proved_on IS NULL THEN 'no-record'
        WHEN t.leave_to >= t.proved_on THEN 'after-leave'
        WHEN t.starts_on >= :one_month_ago THEN 'just-joined'
        ELSE 'joined-after'
    END AS reason,
    t.section AS detail_1,
    CASE
        WHEN t.unread_due < :on AND COALESCE(t.covered_on, '') < :year_start THEN t.unread_due
        WHEN t.stale_on >= :year_start THEN t.stale_on
        ELSE COALESCE(t.covered_on, t.proved_on, t.claimed_on)
    END AS detail_2,
    CAST(NULL AS TEXT) AS due
FROM (
    SELECT
        q.id,
        q.name,
        q.section,
        q.starts_on,
        q.leave_to,
        q.present,
        q.refused_on,
        q.claimed_on,
        q.proved_on,
        q.read_on,
        q.unread_due,
        q.changed_on,
        MAX(CASE WHEN q.record_on > COALESCE(q.read_on, '') THEN q.record_on ELSE q.read_on END)
            OVER (PARTITION BY q.staff) AS covered_on,
        MAX(CASE WHEN q.lapsed_on > COALESCE(q.old_on, '') THEN q.lapsed_on ELSE q.old_on END)
            OVER (PARTITION BY q.staff) AS stale_on,
        ROW_NUMBER() OVER (
            PARTITION BY q.staff ORDER BY q.present DESC, COALESCE(q.starts_on, '') DESC, q.id DESC) AS place
    FROM (
        SELECT
            s.id,
            s.name,
            s.section,
            s.staff,
            s.starts_on,
            s.leave_to,
            s.present,
            s.refused_on,
            s.claimed_on,
            s.proved_on,
            g.read_on,
            g.old_on,
            g.unread_due,
            c.changed_on,
            CASE WHEN s.worked_then = 1 AND s.proved_on >= COALESCE(c.changed_on, '') THEN s.proved_on END AS record_on,
            CASE WHEN s.worked_then = 1 AND s.proved_on < COALESCE(c.changed_on, '') THEN s.proved_on END AS lapsed_on
        FROM (
            SELECT
                p.id,
                p.name,
                u.name AS section,
                p.starts_on,
                CASE WHEN p.leave_to < :on THEN p.leave_to END AS leave_to,
                COALESCE(p.staff_number, p.id) AS staff,
                CASE WHEN COALESCE(p.starts_on, '') <= :on AND COALESCE(p.ends_on, '9999-12-31') >= :on
                    AND NOT (COALESCE(p.leave_from, '9999-12-31') <= :on AND COALESCE(p.leave_to, '9999-12-31') >= :on)
                    THEN 1 ELSE 0 END AS present,
                CASE WHEN w.proved_on >= COALESCE(p.starts_on, '') AND w.proved_on <= COALESCE(p.ends_on, '9999-12-31')
                    AND NOT (COALESCE(p.leave_from, '9999-12-31') <= w.proved_on
                        AND COALESCE(p.leave_to, '9999-12-31') >= w.proved_on)
                    THEN 1 ELSE 0 END AS worked_then,
                w.proved_on,
                w.refused_on,
                w.claimed_on
            FROM people p
            LEFT JOIN organization_units u ON u.id = p.unit
            LEFT JOIN (
                SELECT b.person,
                    MAX(CASE WHEN b.outcome = 'done' AND b.evidence IS NOT NULL THEN b.done_on END) AS proved_on,
                    MAX(CASE WHEN b.outcome = 'done' AND b.evidence IS NULL THEN b.done_on END) AS claimed_on,
                    MAX(CASE WHEN b.outcome = 'not-done' THEN b.done_on END) AS refused_on
                FROM (
                    SELECT o.id AS person, a.outcome, a.evidence, a.done_on
                    FROM answers a
                    JOIN people o ON a.unit IS NULL OR a.unit = o.unit
                    WHERE a.requirement = 'SEED-6(3)-a' AND a.done_on <= :on
                        AND COALESCE(a.valid_until, '9999-12-31') >= :on
                ) b
                GROUP BY b.person
            ) w ON w.person = p.id
        ) s
        LEFT JOIN (
            SELECT r.person,
                CASE WHEN COUNT(*) = COUNT(r.read_on) THEN MIN(r.read_on) END AS read_on,
                MAX(r.old_on) AS old_on,
                MIN(CASE WHEN r.read_on IS NULL THEN r.due_on END) AS unread_due
            FROM (
                SELECT o.id AS person, x.id AS text_id, x.due_on,
                    MAX(CASE WHEN k.text_id = x.id AND k.text_hash = COALESCE(x.text_hash, k.text_hash)
                        THEN k.acknowledged_on END) AS read_on,
                    MAX(CASE WHEN k.text_id <> x.id OR k.text_hash <> COALESCE(x.text_hash, k.text_hash)
                        THEN k.acknowledged_on END) AS old_on
                FROM people o
                JOIN (
                    SELECT n.id, n.text_hash, n.unit, n.due_on, n.id AS same_as
                    FROM staff_notices n
                    WHERE n.purpose = 'rules' AND n.starts_on <= :on AND COALESCE(n.ends_on, '9999-12-31') >= :on
                    UNION ALL
                    SELECT v.id, v.text_hash, CAST(NULL AS TEXT), CAST(NULL AS TEXT), 'policy'
                    FROM policy_revisions v
                    JOIN (
                        SELECT MAX(e.id) AS id
                        FROM policy_revisions e
                        CROSS JOIN (
                            SELECT COALESCE(MAX(h.id), '') AS id
                            FROM policy_revisions h
                            WHERE COALESCE(h.in_force_on, h.decided_on) = (
                                SELECT MAX(COALESCE(y.in_force_on, y.decided_on))
                                FROM policy_revisions y
                                WHERE COALESCE(y.in_force_on, y.decided_on) <= :on
                            )
                        ) d
                        WHERE e.id = d.id OR (e.in_force_on IS NULL AND e.decided_on IS NULL AND e.id > d.id)
                    ) f ON f.id = v.id
                ) x ON x.unit IS NULL OR x.unit = o.unit
                LEFT JOIN (
                    SELECT m.person, COALESCE(m.notice, m.revision) AS text_id, m.text_hash, m.acknowledged_on,
                        COALESCE(m.notice, 'policy') AS same_as
                    FROM acknowledgements m
                    WHERE m.acknowledged_on <= :on
                ) k ON k.person = o.id AND k.same_as = x.same_as
                GROUP BY o.id, x.id, x.due_on
            ) r
            GROUP BY r.person
        ) g ON g.person = s.id
        CROSS JOIN (
            SELECT MAX(z.changed_on) AS changed_on
            FROM (
                SELECT MAX(COALESCE(j.in_force_on, j.decided_on)) AS changed_on
                FROM policy_revisions j
                WHERE COALESCE(j.in_force_on, j.decided_on) <= :on
                UNION ALL
                SELECT MAX(l.starts_on)
                FROM staff_notices l
                WHERE l.purpose = 'rules' AND l.starts_on <= :on AND COALESCE(l.ends_on, '9999-12-31') >= :on
            ) z
        ) c
    ) q
) t
WHERE t.present = 1 AND t.place = 1
ORDER BY t.id
