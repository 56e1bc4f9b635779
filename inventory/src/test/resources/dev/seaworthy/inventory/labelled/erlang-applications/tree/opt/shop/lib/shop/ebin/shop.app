{application,shop,
             [{description,"x"},
              {vsn,"0.1.0"},
              {registered,[]},
              {applications,[kernel,stdlib,rope_work]},
              {env,[]},
              {modules,[shop_m]}]}.
