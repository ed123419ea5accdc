# Letters to officials by mail.
letter-greeting = Dear { $name },
letter-digest-subject = Digest of tasks, week from { $week }
letter-digest-subject-late = Digest of tasks, week from { $week }: something is late
letter-digest-late = Your tasks past their end:
letter-digest-ends = Your tasks that end in this week or the next:
letter-task = - { $deed } ({ $number }), due { $due }
letter-sum-given = { $name }, tasks it was given:
letter-sum-assigned = { $name }, tasks it has given to others:
letter-sum-late = - late: { $count }
letter-sum-ends = - ending in this week or the next: { $count }
letter-sum-to-check = - products waiting to be checked or accepted: { $count }
letter-sum-kept = - done in time last week: { $count }
letter-sum-broken = - done late last week: { $count }
letter-digest-page = The weekly digest on the system:
letter-digest-why = This letter comes once a week to officials with a task they should know of; in a week with nothing to tell none is sent. It was written by the system; please do not answer it.
