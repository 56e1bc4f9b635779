{application,rope_work,
             [{description,"cargo"},
              {vsn,"0.9.0"},
              {registered,[]},
              {applications,[kernel,stdlib,anchor]},
              {env,[]},
              {modules,[rope_work_m]}]}.
