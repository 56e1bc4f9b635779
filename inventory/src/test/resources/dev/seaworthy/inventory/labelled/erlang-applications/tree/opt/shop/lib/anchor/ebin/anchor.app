{application,anchor,
             [{description,"cargo"},
              {vsn,"1.2.3"},
              {registered,[]},
              {applications,[kernel,stdlib]},
              {env,[]},
              {modules,[anchor_m]}]}.
